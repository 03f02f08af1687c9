import clsx from 'clsx';
import type { ItemState } from '../../../../src/machines/flow/item.ts';
import { useText } from '../../i18n/text.tsx';
import { formatDuration } from '../../ui/format-duration.ts';
import { type Span, type Timeline, workOf } from './timeline.ts';

type Props = Readonly<{ timeline: Timeline; at: number; goTo: (version: number) => void }>;

/** When each item was in which state, along the time of the flow, with the place the replay stands at. */
export const Waterfall = ({ timeline: { bars, times }, at, goTo }: Props) => {
  const { lab } = useText();
  const total = Math.max(1, times.at(-1) ?? 0);
  const head = ((times[at - 1] ?? 0) / total) * 100;
  return (
    <ul aria-label={lab.waterfall} className="flex flex-col gap-1">
      {bars.map((bar) => (
        <li key={bar.id}>
          <button
            type="button"
            onClick={() => goTo(bar.end)}
            className="grid h-6 w-full grid-cols-[7rem_minmax(0,1fr)_4rem] items-center gap-3 rounded-md text-left hover:bg-muted sm:grid-cols-[12rem_minmax(0,1fr)_4rem]"
          >
            <span className="truncate px-1 font-mono text-xs text-text-secondary">{bar.id}</span>
            <span className="relative h-3 rounded-sm bg-muted">
              {bar.spans.map((span) => (
                <Piece key={span.version} span={span} total={total} />
              ))}
              <span className="absolute -inset-y-1.5 w-px bg-info" style={{ left: `${head}%` }} />
            </span>
            <span className="text-right font-mono text-xs text-text-tertiary tabular-nums">
              {formatDuration(workOf(bar))}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
};

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
