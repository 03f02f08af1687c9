import { Radio } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useReplayText } from './use-replay-text.ts';

type Props = Readonly<{
  /** The replay goes along. */
  isFollowing: boolean;
  /** How many versions there are after the one looked at. */
  newer: number;
  onFollow: () => void;
}>;

/** Of a flow that goes on: whether the replay goes along, or how far the flow has come meanwhile. */
export const LiveNote = ({ isFollowing, newer, onFollow }: Props) => {
  const text = useReplayText();
  return isFollowing ? (
    <Badge tone="success" icon={<Radio aria-hidden size={14} />}>
      {text.live}
    </Badge>
  ) : (
    <>
      <span className="text-sm text-text-secondary tabular-nums">{text.newer(newer)}</span>
      <Button size="sm" icon={<Radio aria-hidden size={14} />} onClick={onFollow}>
        {text.backToLive}
      </Button>
    </>
  );
};
