import type { ComponentProps } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ReplayChart } from '../replay/replay-chart.tsx';
import type { KeptFork } from './use-kept-fork.ts';

type Props = ComponentProps<typeof ReplayChart> & Readonly<{ kept: KeptFork }>;

/** The chart of what was recorded, lit as a fork stands while one that differs is looked at, which it then says. Lanes are those of the recorded items. */
export const ForkChart = ({ kept: { shown, show }, ...recorded }: Props) => {
  const { lab } = useText();
  const fork = shown && { ...shown, goTo: (version: number) => show({ ...shown, at: version }) };
  return (
    <div className="relative size-full">
      <ReplayChart {...recorded} {...fork} />
      {fork && (
        <div className="pointer-events-none absolute bottom-3 left-4">
          <Badge tone="info">{lab.forkShown(fork.at, fork.replay.last)}</Badge>
        </div>
      )}
    </div>
  );
};
