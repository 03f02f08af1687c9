import clsx from 'clsx';
import { memo } from 'react';
import type { ItemState } from '../../../../src/machines/flow/item.ts';
import { useText } from '../../i18n/text.tsx';
import { formatDuration } from '../../ui/format-duration.ts';
import { TruncatedStart } from '../../ui/truncated-start.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { type Bar, type Span, thinOut, type Timeline, workOf } from './timeline.ts';
import { useReplayText } from './use-replay-text.ts';

type Props = Readonly<{ timeline: Timeline; at: number; goTo: (version: number) => void }>;

/** When each item was in which state, along the time of the flow, with the place the replay stands at. */
export const Waterfall = ({ timeline: { bars, times }, at, goTo }: Props) => {
  const { lab } = useText();
  const total = Math.max(1, times.at(-1) ?? 0);
  return (
    <div className="relative">
      <ul aria-label={lab.waterfall} className="flex flex-col gap-1 max-sm:gap-0">
        {bars.map((bar) => (
          <Row key={bar.id} {...{ bar, total, goTo }} />
        ))}
      </ul>
      <div aria-hidden className={clsx('pointer-events-none absolute inset-0', columns)}>
        <span className="relative col-start-2 h-full">
          <span
            data-part="play-head"
            className="absolute inset-y-0 w-px bg-info"
            style={{ left: `${((times[at - 1] ?? 0) / total) * 100}%` }}
          />
        </span>
      </div>
    </div>
  );
};

const columns = 'grid grid-cols-[7rem_minmax(0,1fr)_5rem] gap-3 sm:grid-cols-[12rem_minmax(0,1fr)_5rem]';

/** More steps than this are not told apart. */
const SLOTS = 200;

type RowProps = Readonly<{ bar: Bar; total: number; goTo: (version: number) => void }>;

// A step of the replay moves the play head only.
const Row = memo(({ bar, total, goTo }: RowProps) => {
  const text = useReplayText();
  return (
    <li>
      <button
        type="button"
        onClick={() => goTo(bar.end)}
        className={clsx('h-6 w-full items-center rounded-md text-left hover:bg-muted max-sm:h-8', columns)}
      >
        <TruncatedStart className="px-1 font-mono text-xs text-text-secondary">{bar.id}</TruncatedStart>
        <span className="relative h-3 rounded-sm bg-muted">
          {thinOut(bar.spans, total, SLOTS).map((span) => (
            <Piece key={span.version} span={span} total={total} />
          ))}
        </span>
        <span className="text-right font-mono text-xs whitespace-nowrap text-text-tertiary tabular-nums">
          {formatDuration(workOf(bar))}
          <VisuallyHidden> {text.ofWork}</VisuallyHidden>
        </span>
      </button>
    </li>
  );
});
Row.displayName = 'Row';

/** A time in a state, as part of a bar that stands for `total`. */
export const Piece = ({ span: { state, from, to }, total }: Readonly<{ span: Span; total: number }>) => (
  <span
    className={clsx('absolute inset-y-0 min-w-[3px] rounded-sm', looks[state])}
    style={{ left: `min(calc(100% - 3px), ${(from / total) * 100}%)`, width: `${((to - from) / total) * 100}%` }}
  />
);

const looks: Readonly<Record<ItemState, string>> = {
  pending: 'hidden',
  queued: 'bg-border',
  running: 'bg-info',
  succeeded: 'bg-success',
  failed: 'bg-warning',
  'timed-out': 'bg-warning',
  cancelled: 'bg-input',
  skipped: 'bg-input',
};
