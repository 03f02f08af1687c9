import { Brain, Eye, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { formatTokens } from './format-tokens.ts';
import type { ModelEntry } from './model-list.ts';
import { useModelText } from './use-model-text.ts';

type Props = Readonly<{
  entry: ModelEntry;
  /** Of the radio group. */
  name: string;
  checked: boolean;
  /** In the whole radio group, from 1. */
  place: number;
  count: number;
  onChoose: () => void;
}>;

/** A model to choose: what it is called, what it can, what it costs. */
export const ModelLine = ({ entry, name, checked, place, count, onChoose }: Props) => {
  const text = useModelText();
  return (
    <label className="flex min-h-14 items-start gap-3 border-b border-border px-4 py-2 hover:bg-accent has-checked:bg-info-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-ring">
      <input
        type="radio"
        name={name}
        value={entry.key}
        checked={checked}
        onChange={onChoose}
        aria-posinset={place}
        aria-setsize={count}
        className="mt-1 size-4 shrink-0 outline-none"
      />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 font-mono text-sm wrap-anywhere">{entry.model}</span>
          {entry.isRecommended && <Badge tone="info">{text.recommended}</Badge>}
        </span>
        <Facts {...entry} />
      </span>
    </label>
  );
};

const Facts = ({ provider, model }: ModelEntry) => {
  const text = useModelText();
  const can = provider.capabilities[model];
  const price = provider.pricing[model];
  return (
    <span className="flex flex-wrap gap-x-3 text-xs text-text-tertiary">
      {can && can.context > 0 && (
        <span title={text.contextTitle(can.context)}>{text.context(formatTokens(can.context))}</span>
      )}
      {can?.vision && <Can icon={<Eye aria-hidden size={13} />}>{text.vision}</Can>}
      {can?.reasoning && <Can icon={<Brain aria-hidden size={13} />}>{text.reasoning}</Can>}
      {can?.tools && <Can icon={<Wrench aria-hidden size={13} />}>{text.tools}</Can>}
      {price && <span>{price.free ? text.free : text.price(price.input, price.output)}</span>}
    </span>
  );
};

const Can = ({ icon, children }: Readonly<{ icon: ReactNode; children: ReactNode }>) => (
  <span className="inline-flex items-center gap-1">
    {icon}
    {children}
  </span>
);
