import { type RefObject, useEffect, useMemo, useState } from 'react';
import { VList, type VListHandle } from 'virtua';
import type { ModelProvider } from '../../api/models.ts';
import { AccessNote } from './access-note.tsx';
import { ModelLine } from './model-line.tsx';
import { entriesOf, type ModelEntry, type ModelRow } from './model-list.ts';
import type { Access } from './provider-access.ts';

type Props = Readonly<{
  /** A provider first; not empty. */
  rows: readonly ModelRow[];
  /** Of the radio group; two choices of it stand before the box. */
  name: string;
  chosen: string;
  accessOf: (provider: ModelProvider) => Access;
  onChoose: (entry: ModelEntry) => void;
  /** Of the lines below the first, which stays in sight. */
  list: RefObject<VListHandle | null>;
}>;

/** Size of the box, also of what holds its place. */
export const boxClass = 'h-[min(28rem,65dvh)]';

/** Hundreds of models, provider by provider; the provider of those in sight stands above them. */
export const ModelBox = ({ rows, name, chosen, accessOf, onChoose, list }: Props) => {
  const [top, setTop] = useState(0);
  const lines = rows.slice(1);
  const shown = rows.slice(0, top + 2).findLast(({ kind }) => kind === 'provider') ?? rows[0];
  const kept = lines.findIndex(({ key }) => key === chosen);
  // Where the list is shown anew, what is chosen is in sight.
  useEffect(() => {
    list.current?.scrollToIndex(Math.max(kept, 0), { align: kept < 0 ? 'start' : 'center' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- not when another one is chosen: that is where one is
  }, [rows, list]);
  const places = useMemo(() => new Map(entriesOf(rows).map(({ key }, index) => [key, index + 3])), [rows]);
  return (
    <div className={`flex flex-col overflow-hidden rounded-xl border border-border bg-card ${boxClass}`}>
      {shown && <ProviderLine provider={shown.provider} access={accessOf(shown.provider)} />}
      <VList
        ref={list}
        data={lines}
        keepMounted={kept < 0 ? [] : [kept]}
        onScroll={(offset) => setTop(list.current?.findItemIndex(offset) ?? 0)}
      >
        {(row) =>
          row.kind === 'provider' ? (
            <ProviderLine key={row.key} provider={row.provider} access={accessOf(row.provider)} />
          ) : (
            <ModelLine
              key={row.key}
              entry={row}
              name={name}
              checked={row.key === chosen}
              place={places.get(row.key) ?? 0}
              count={places.size + 2}
              onChoose={() => onChoose(row)}
            />
          )
        }
      </VList>
    </div>
  );
};

const ProviderLine = ({ provider, access }: Readonly<{ provider: ModelProvider; access: Access }>) => (
  <div className="flex min-h-9 shrink-0 flex-col justify-center gap-x-4 border-b border-border bg-secondary px-4 py-1.5 sm:flex-row sm:items-center sm:justify-between">
    <span className="min-w-0 truncate text-sm font-medium">{provider.name}</span>
    <AccessNote access={access} />
  </div>
);
