import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  Trash2,
  TimerOff,
  TriangleAlert,
} from 'lucide-react';
import type { Outcome } from '../../../src/machines/flow/events.ts';
import type { ItemState } from '../../../src/machines/flow/item.ts';
import { useText } from '../i18n/text.tsx';
import { type Tone, toneText } from './tone.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export type Status = ItemState | Outcome;

type Props = Readonly<{
  status: Status;
  size?: number;
  /** The word stands beside it, so that it need not be said twice. */
  decorative?: boolean;
}>;

/** How an item or a flow stands: a shape of its own for each, and a colour. */
export const StatusIcon = ({ status, size = 18, decorative = false }: Props) => {
  const [Icon, tone] = looks[status];
  const label = useStatusLabel(status);
  return (
    <span className={`inline-flex shrink-0 ${toneText[tone]}`} title={decorative ? undefined : label}>
      <Icon aria-hidden size={size} className={status === 'running' ? 'animate-spin' : undefined} />
      {!decorative && <VisuallyHidden>{label}</VisuallyHidden>}
    </span>
  );
};

/** The word for a status. */
export const useStatusLabel = (status: Status): string => {
  const { ui } = useText();
  return { ...ui.outcomes, ...ui.itemStates }[status];
};

/** The tone of a status, for what stands beside its icon. */
export const toneOfStatus = (status: Status): Tone => looks[status][1];

const looks: Readonly<Record<Status, readonly [LucideIcon, Tone]>> = {
  pending: [CircleDashed, 'neutral'],
  queued: [Clock, 'neutral'],
  running: [LoaderCircle, 'info'],
  succeeded: [CircleCheck, 'success'],
  failed: [CircleX, 'destructive'],
  'timed-out': [TimerOff, 'destructive'],
  cancelled: [Ban, 'neutral'],
  skipped: [CircleMinus, 'neutral'],
  complete: [CircleCheck, 'success'],
  'with-problems': [TriangleAlert, 'warning'],
  rejected: [CircleX, 'destructive'],
  discarded: [Trash2, 'neutral'],
};
