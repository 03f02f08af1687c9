import { EqualNot } from 'lucide-react';
import { formatDuration } from '../../ui/format-duration.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { Piece } from '../replay/waterfall.tsx';
import type { ItemEnd, ItemRow } from './item-rows.ts';
import type { Moment } from './moments.ts';
import { type Both, type Side, type SideName, sides } from './side.ts';
import { TruncatedStart } from '../../ui/truncated-start.tsx';
import { useCompareText } from './use-compare-text.ts';

type Props = Readonly<{
  items: readonly ItemRow[];
  flows: Both<Side>;
  moment: Moment;
  goToVersion: (side: SideName, version: number) => void;
}>;

/** When each item was in which state in both flows, on one scale of time, with the place each flow stands at. */
export const PairWaterfall = ({ items, flows, moment, goToVersion }: Props) => {
  const text = useCompareText();
  const total = Math.max(1, ...sides.map((side) => flows[side].timeline.times.at(-1) ?? 0));
  const toWork = (end: ItemEnd | null) => (end ? formatDuration(end.workMs) : text.none);
  return (
    <ul aria-label={text.waterfall} className="flex flex-col gap-1.5">
      {items.map(({ id, ends, differs }) => (
        <li key={id}>
          <button
            type="button"
            onClick={() => goToEnd(ends, goToVersion)}
            className="grid w-full grid-cols-[6.5rem_minmax(0,1fr)_4rem] items-center gap-3 rounded-md text-left hover:bg-muted sm:grid-cols-[12rem_minmax(0,1fr)_4rem]"
          >
            <VisuallyHidden>{text.bar(id, toWork(ends.one), toWork(ends.other))}</VisuallyHidden>
            <span aria-hidden className="contents">
              <span className="flex min-w-0 items-center gap-1.5 px-1 font-mono text-xs text-text-secondary">
                <TruncatedStart>{id}</TruncatedStart>
                {differs && <EqualNot aria-hidden size={14} className="shrink-0 text-warning" />}
              </span>
              <span>
                {sides.map((side) => (
                  <Track key={side} name={side} end={ends[side]} total={total} elapsed={moment.elapsed[side]} />
                ))}
              </span>
              <span className="text-right font-mono text-xs/4 text-text-tertiary tabular-nums">
                {sides.map((side) => (
                  <span key={side} className="block">
                    {ends[side] ? formatDuration(ends[side].workMs) : '–'}
                  </span>
                ))}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
};

type TrackProps = Readonly<{ name: SideName; end: ItemEnd | null; total: number; elapsed: number }>;

const Track = ({ name, end, total, elapsed }: TrackProps) => (
  <span className="flex h-4 items-center gap-2">
    <span className="w-3 text-xs/4 text-text-tertiary">{useCompareText().letters[name]}</span>
    <span className="relative h-2.5 flex-1 rounded-sm bg-muted">
      {end?.bar.spans.map((span) => (
        <Piece key={span.version} span={span} total={total} />
      ))}
      <span className="absolute -inset-y-1 w-px bg-info" style={{ left: `min(100%, ${(elapsed / total) * 100}%)` }} />
    </span>
  </span>
);

const goToEnd = ({ one, other }: ItemRow['ends'], goToVersion: Props['goToVersion']): void => {
  if (one) goToVersion('one', one.bar.end);
  else if (other) goToVersion('other', other.bar.end);
};
