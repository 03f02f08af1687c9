import { GitFork, Radio } from 'lucide-react';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { useText } from '../../i18n/text.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { usePlace } from './use-place.ts';
import { useReplayText } from './use-replay-text.ts';

type Props = Readonly<{
  replay: Replay | undefined;
  nav: ReturnType<typeof usePlace>;
  /** More is going to happen in the flow. */
  goesOn: boolean;
  onFork: () => void;
}>;

/** What can be done where the replay stands: fork there, or go along with a flow that goes on. */
export const ReplayActions = ({ replay, nav, goesOn, onFork }: Props) => {
  const { lab } = useText();
  return (
    <>
      {replay && goesOn && <LiveNote nav={nav} newer={replay.last - nav.place.at} />}
      <Button size="sm" icon={<GitFork aria-hidden size={14} />} onClick={onFork} disabled={!replay}>
        {lab.forkHere}
      </Button>
    </>
  );
};

/** Whether the replay goes along, or how far the flow has come meanwhile. */
const LiveNote = ({ nav: { place, follow }, newer }: Pick<Props, 'nav'> & Readonly<{ newer: number }>) => {
  const text = useReplayText();
  return place.isFollowing ? (
    <Badge tone="success" icon={<Radio aria-hidden size={14} />}>
      {text.live}
    </Badge>
  ) : (
    <>
      <span className="text-sm text-text-secondary tabular-nums">{text.newer(newer)}</span>
      <Button size="sm" icon={<Radio aria-hidden size={14} />} onClick={follow}>
        {text.backToLive}
      </Button>
    </>
  );
};
