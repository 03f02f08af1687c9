import { Link } from 'wouter';
import { formatDuration } from '../../ui/format-duration.ts';
import { ReplayChart } from '../replay/replay-chart.tsx';
import { Letter } from './letter.tsx';
import type { Side, SideName } from './side.ts';
import { useCompareText } from './use-compare-text.ts';

type Props = Readonly<{ name: SideName; side: Side; at: number; goTo: (version: number) => void }>;

/** One of two flows as it stood at a version: which it is, and its chart. */
export const SideChart = ({ name, side: { replay, view, timeline }, at, goTo }: Props) => {
  const text = useCompareText();
  const letter = text.letters[name];
  const state = replay.at(at)?.snapshot.value;
  return (
    <div className="flex h-[28rem] flex-col not-first:border-t not-first:border-border lg:h-auto lg:min-h-0 lg:flex-1">
      <p className="flex items-center gap-3 px-4 pt-1 text-sm sm:px-6">
        <Letter name={name} />
        <Link
          to={`/flows/${view.id}`}
          aria-label={text.toFlow(letter, view.profile)}
          title={view.id}
          className="flex h-8 min-w-0 items-center font-mono hover:underline"
        >
          <span className="truncate">{view.profile}</span>
        </Link>
        <span className="ml-auto flex shrink-0 gap-3 font-mono text-xs text-text-tertiary tabular-nums">
          <span className="max-sm:hidden">{typeof state === 'string' && state}</span>
          <span>{text.version(at, replay.last)}</span>
          <span className="min-w-16 text-right">+{formatDuration(timeline.times[at - 1] ?? 0)}</span>
        </span>
      </p>
      <div className="min-h-0 flex-1">
        <ReplayChart flow={view.id} label={text.chart(letter, view.profile)} {...{ replay, at, goTo }} />
      </div>
    </div>
  );
};
