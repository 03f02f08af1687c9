import { EqualNot } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDuration } from '../../ui/format-duration.ts';
import { FlowCell, ItemCell } from './end-cell.tsx';
import { type ItemRow, moreWorkOf } from './item-rows.ts';
import { Letter } from './letter.tsx';
import { type Both, type Side, sides } from './side.ts';
import { useCompareText } from './use-compare-text.ts';

type Props = Readonly<{ flows: Both<Side>; items: readonly ItemRow[] }>;

/** How both flows and each of their items ended, side by side, with what longer it took; first what differs. */
export const ItemsTable = ({ flows: { one, other }, items }: Props) => {
  const text = useCompareText();
  const isSameEnd = one.view.outcome === other.view.outcome && one.view.state === other.view.state;
  return (
    <table aria-label={text.items.label} className="w-full table-fixed border-collapse text-sm">
      <colgroup>
        <col className="w-[38%]" />
        <col className="w-[38%]" />
        <col />
      </colgroup>
      <thead>
        <tr className="text-left align-bottom text-text-secondary">
          {[one, other].map(({ view }, index) => (
            <th key={index} scope="col" className="pr-3 pb-2 font-normal">
              <span className="flex items-center gap-2">
                <Letter name={index === 0 ? 'one' : 'other'} />
                <span className="truncate font-mono">{view.profile}</span>
              </span>
            </th>
          ))}
          <th scope="col" className="pb-2 text-right font-normal whitespace-nowrap">
            {text.items.difference}
          </th>
        </tr>
      </thead>
      <Rows
        name={text.items.whole}
        differs={!isSameEnd}
        moreMs={other.view.durationMs - one.view.durationMs}
        ends={[<FlowCell key="one" side={one} />, <FlowCell key="other" side={other} />]}
      />
      {items
        .toSorted((a, b) => Number(b.differs) - Number(a.differs))
        .map((row) => (
          <Rows
            key={row.id}
            name={<span className="font-mono text-xs">{row.id}</span>}
            differs={row.differs}
            moreMs={moreWorkOf(row)}
            ends={sides.map((side) => (
              <ItemCell key={side} end={row.ends[side]} />
            ))}
          />
        ))}
    </table>
  );
};

type RowsProps = Readonly<{ name: ReactNode; differs: boolean; moreMs: number | null; ends: readonly ReactNode[] }>;

/** A body of its own for each thing: its name over the whole width, below it how it ended in both. */
const Rows = ({ name, differs, moreMs, ends }: RowsProps) => {
  const { items: text } = useCompareText();
  return (
    <tbody className="border-t border-border">
      <tr>
        <th scope="rowgroup" colSpan={3} className="pt-2 text-left font-medium wrap-anywhere">
          {name}
          {differs && (
            <span className="ml-2 inline-flex items-center gap-1 align-middle text-xs text-warning">
              <EqualNot aria-hidden size={14} />
              {text.differs}
            </span>
          )}
        </th>
      </tr>
      <tr className="align-top">
        {ends.map((end, index) => (
          <td key={index} className="pt-1 pr-3 pb-2.5">
            {end}
          </td>
        ))}
        <td className="pt-1 pb-2.5 text-right font-mono text-xs/5 text-text-secondary tabular-nums">
          {moreMs === null ? '–' : formatDifference(moreMs)}
        </td>
      </tr>
    </tbody>
  );
};

const formatDifference = (ms: number): string => `${ms === 0 ? '' : ms < 0 ? '−' : '+'}${formatDuration(Math.abs(ms))}`;
