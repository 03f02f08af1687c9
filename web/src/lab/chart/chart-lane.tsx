import clsx from 'clsx';
import { toLaneGrid } from '../../../../src/machines/chart/box.ts';
import type { Lane } from '../../../../src/machines/chart/chart.ts';
import { type LanePlace, placeLane } from '../../../../src/machines/chart/geometry.ts';
import type { ItemState } from '../../../../src/machines/flow/item.ts';
import type { ItemView } from '../../../../src/machines/flow/view.ts';
import type { ChartLayout } from '../../../../src/machines/ports/chart-layout.ts';
import { useStatusLabel } from '../../ui/status-icon.tsx';
import { TruncatedStart } from '../../ui/truncated-start.tsx';

type Props = Readonly<{
  place: LanePlace;
  lane: Lane;
  layout: ChartLayout;
  /** The lane's item as it is; none while nothing is known of it. */
  item: ItemView | undefined;
  onSelect: (id: string) => void;
}>;

/** An item in its state's box: its name and how it stands, or a mere cell when there are many. */
export const ChartLane = ({ place, lane, layout, item, onSelect }: Props) => {
  const status = item?.state ?? 'pending';
  const word = useStatusLabel(status);
  const { x, y, width, height } = placeLane(place, layout);
  const { isDense } = toLaneGrid(place.state, layout.laneColumns);
  return (
    <button
      type="button"
      aria-label={`${lane.label}: ${word}`}
      title={`${lane.label}: ${word}`}
      onClick={() => onSelect(lane.id)}
      data-lane={lane.id}
      data-status={status}
      className={clsx('absolute flex items-center gap-2 rounded-[5px] border px-1.5', looks[status])}
      style={{ left: x - 1, top: y - 1, width, height }}
    >
      {!isDense && (
        <>
          <span aria-hidden className={clsx('size-1.5 shrink-0 rounded-full', dots[status])} />
          <TruncatedStart className="font-mono text-[11px] text-text-secondary">{lane.label}</TruncatedStart>
        </>
      )}
    </button>
  );
};

const failed = 'border-warning border-dashed bg-warning-soft';
const quiet = 'border-border bg-background';

const looks: Readonly<Record<ItemState, string>> = {
  pending: quiet,
  queued: 'border-input bg-background',
  running: 'border-info bg-info-soft',
  succeeded: 'border-success-line bg-success-soft',
  failed,
  'timed-out': failed,
  cancelled: 'border-input border-dashed bg-background',
  skipped: quiet,
};

const dots: Readonly<Record<ItemState, string>> = {
  pending: 'bg-border',
  queued: 'bg-input',
  running: 'bg-info motion-safe:animate-pulse',
  succeeded: 'bg-success',
  failed: 'bg-warning',
  'timed-out': 'bg-warning',
  cancelled: 'bg-input',
  skipped: 'bg-border',
};
