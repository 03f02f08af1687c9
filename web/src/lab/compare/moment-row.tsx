import clsx from 'clsx';
import { EqualNot } from 'lucide-react';
import { toTone } from '../../../../src/machines/flow/tone.ts';
import { formatDuration } from '../../ui/format-duration.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { type MomentLine, toLabel, toMomentLines } from './moment-lines.ts';
import { type Axis, isDifferent, type Moment } from './moments.ts';
import { type Both, type Side, sides } from './side.ts';
import { useCompareText } from './use-compare-text.ts';
import { eventTones } from '../event-tones.ts';

type Props = Readonly<{
  flows: Both<Side>;
  moment: Moment;
  axis: Axis;
  isHere: boolean;
  onSelect: () => void;
}>;

/** Columns of a row: mark, version of each flow, event, time. */
export const momentGrid =
  'grid grid-cols-[1rem_1.75rem_1.75rem_minmax(0,1fr)_auto] items-center gap-x-2 px-2 py-1 font-mono text-xs';

/** What both flows did at a moment: once if it is the same, else each, with what differs. Goes there. */
export const MomentRow = ({ flows, moment, axis, isHere, onSelect }: Props) => {
  const text = useCompareText();
  const lines = toMomentLines(flows, moment);
  const differs = isDifferent(moment);
  return (
    <button
      type="button"
      aria-current={isHere ? 'step' : undefined}
      onClick={onSelect}
      className={clsx(
        momentGrid,
        'min-h-8 w-full gap-y-0.5 border-l-2 text-left',
        isHere ? 'border-info bg-accent' : 'border-transparent hover:bg-muted',
      )}
    >
      <VisuallyHidden>{toLabel(lines, moment, text)}</VisuallyHidden>
      <span aria-hidden className="contents">
        {differs && <EqualNot size={14} className="text-warning" />}
        {lines.map((line, index) => (
          <Line key={index} line={line} elapsed={axis === 'clock' && index === 0 ? moment.elapsed.one : null} />
        ))}
        {differs && (
          <span className="col-start-4 truncate font-sans text-text-secondary">{text.differs(moment.differs)}</span>
        )}
      </span>
    </button>
  );
};

type LineProps = Readonly<{ line: MomentLine; elapsed: number | null }>;

const Line = ({ line: { versions, type, about }, elapsed }: LineProps) => (
  <>
    {sides.map((side, index) => (
      <span key={side} className={clsx('text-right text-text-tertiary tabular-nums', columns[index])}>
        {versions[side]}
      </span>
    ))}
    <span className="truncate">
      <span className={eventTones[toTone(type)]}>{type}</span> <span className="text-text-secondary">{about}</span>
    </span>
    {elapsed !== null && <span className="text-right text-text-tertiary tabular-nums">+{formatDuration(elapsed)}</span>}
  </>
);

const columns = ['col-start-2', 'col-start-3'];
