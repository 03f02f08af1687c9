import type { FlowDiff, Gist } from '../../../../src/machines/flow/compare.ts';
import type { ItemView } from '../../../../src/machines/flow/view.ts';
import type { ForkText } from '../../i18n/en/fork.ts';
import { useText } from '../../i18n/text.tsx';
import { StatusIcon, toneOfStatus } from '../../ui/status-icon.tsx';
import { toneText } from '../../ui/tone.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { useForkText } from './use-fork-text.ts';

type Props = Readonly<{ diff: FlowDiff; lookAt: (version: number) => void }>;

/** More than these are counted only. */
const SHOWN = 12;

/** How a fork differs from what was recorded: items side by side, and the first event. */
export const Differences = ({ diff: { items, first }, lookAt }: Props) => {
  const { verdict } = useForkText();
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="text-sm font-medium">{items.length === 0 ? verdict.noItems : verdict.items(items.length)}</h3>
      <ul className="flex flex-col gap-2 text-sm empty:hidden">
        {items.slice(0, SHOWN).map(({ id, before, after }) => (
          <li key={id} className="min-w-0">
            <p className="font-mono text-xs wrap-anywhere text-text-secondary">{id}</p>
            <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
              <ItemEnd item={before} isBefore />
              <span aria-hidden className="text-text-tertiary">
                →
              </span>
              <VisuallyHidden>{verdict.became}</VisuallyHidden>
              <ItemEnd item={after} />
            </p>
          </li>
        ))}
      </ul>
      {items.length > SHOWN && <p className="text-sm text-text-tertiary">{verdict.more(items.length - SHOWN)}</p>}
      {first && (
        <button
          type="button"
          onClick={() => lookAt(first.version)}
          className="-mx-2 min-h-8 rounded-md px-2 py-1 text-left text-sm hover:bg-muted"
        >
          <span className="font-medium">{verdict.first(first.version)}</span>
          <span className="block font-mono text-xs wrap-anywhere text-text-secondary">{toFirst(first, verdict)}</span>
        </button>
      )}
    </section>
  );
};

const ItemEnd = ({ item, isBefore = false }: Readonly<{ item: ItemView | null; isBefore?: boolean }>) => {
  const { verdict } = useForkText();
  const { itemStates } = useText().ui;
  if (!item) return <span className="text-text-tertiary">{verdict.none}</span>;
  const tone = isBefore ? 'text-text-tertiary' : toneText[toneOfStatus(item.state)];
  return (
    <span className={`inline-flex min-w-0 items-center gap-1.5 ${tone}`}>
      <StatusIcon status={item.state} size={14} decorative />
      <span className="min-w-0 break-words">
        {verdict.attempt(itemStates[item.state], item.attempt)}
        {item.problem && <span className="font-mono text-xs"> {item.problem.code}</span>}
      </span>
    </span>
  );
};

const toFirst = ({ before, after }: NonNullable<FlowDiff['first']>, verdict: ForkText['verdict']): string => {
  if (!before) return after ? verdict.longer(nameOf(after)) : '';
  if (!after) return verdict.sooner(nameOf(before));
  const [now, then] = [nameOf(after), nameOf(before)];
  return now === then ? verdict.sameEvent(now) : verdict.instead(now, then);
};

const nameOf = ({ type, item }: Gist): string => (item === null ? type : `${type} ${item}`);
