import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { Badge } from '../../ui/badge.tsx';
import { ReplayChart } from '../replay/replay-chart.tsx';
import type { Fork } from './use-fork.ts';
import { useForkText } from './use-fork-text.ts';

type Props = Readonly<{ flow: string; replay: Replay; at: number; goTo: (version: number) => void; fork: Fork }>;

/** The chart of what was recorded, or of a fork while one that differs is looked at, which it then says. */
export const ForkChart = ({ fork: { result, isChanged, seen, lookAt }, flow, replay, at, goTo }: Props) => {
  const { events } = useForkText();
  const isFork = result !== null && isChanged;
  return (
    <div className="relative size-full">
      <ReplayChart
        flow={flow}
        {...(isFork ? { replay: result.replay, at: seen, goTo: lookAt } : { replay, at, goTo })}
      />
      {isFork && (
        <div className="pointer-events-none absolute bottom-3 left-4">
          <Badge tone="info">{events.shown(seen, result.replay.last)}</Badge>
        </div>
      )}
    </div>
  );
};
