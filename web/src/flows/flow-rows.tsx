import { type CSSProperties, type ReactNode, type Ref, useEffect, useEffectEvent, useRef, useState } from 'react';
import { WindowVirtualizer, type WindowVirtualizerHandle } from 'virtua';
import type { FlowSummary } from '../../../src/machines/flow/view.ts';
import { type Clock, ClockContext } from '../flow/clock.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { FlowRow } from './flow-row.tsx';
import { useRowKeys } from './use-row-keys.ts';
import { useFlowsText } from './use-flows-text.ts';

type Rows = readonly FlowSummary[];

type Props = Readonly<{
  rows: Rows;
  hasMore: boolean;
  /** Asked for when the last row comes into sight. */
  onMore: () => void;
}>;

const ROW_PX = 57;
const clock: Clock = { now: () => Date.now(), isTicking: true };

/** Flows, of which only those in sight are in the document. */
export const FlowRows = ({ rows: all, hasMore, onMore }: Props) => {
  const flows = useFlowsText();
  const section = useRef<HTMLElement>(null);
  const list = useRef<WindowVirtualizerHandle>(null);
  const { rows, shift } = useShift(all);
  useRowKeys({ rows, list, section });
  return (
    <section ref={section} aria-label={flows.list} className="overflow-clip rounded-xl border border-border bg-card">
      <ClockContext value={clock}>
        <WindowVirtualizer ref={list} as="ul" item={Row} itemSize={ROW_PX} shift={shift}>
          {rows.map((flow) => (
            <FlowRow key={flow.id} flow={flow} />
          ))}
          {hasMore ? <More key="more" shown={rows.length} onSeen={onMore} /> : null}
        </WindowVirtualizer>
      </ClockContext>
    </section>
  );
};

type RowProps = Readonly<{ style: CSSProperties; index: number; children: ReactNode; ref?: Ref<HTMLLIElement> }>;

/** A row says which it is: the others are not in the document. */
const Row = ({ style, index, children, ref }: RowProps) => (
  <li ref={ref} style={style} aria-posinset={index + 1} aria-setsize={-1}>
    {children}
  </li>
);

/** Where the list ends for now; in the document when it is nearly in sight. */
const More = ({ shown, onSeen }: Readonly<{ shown: number; onSeen: () => void }>) => {
  const flows = useFlowsText();
  const tell = useEffectEvent(onSeen);
  // Once for each length of the list, also when this stays in sight.
  useEffect(() => tell(), [shown]);
  return (
    <div className="flex h-14 items-center px-4">
      <span className="sr-only">{flows.loading}</span>
      <Skeleton className="h-5 w-full" />
    </div>
  );
};

/** The rows, and whether they came on top of what is in sight, which must not move then. */
const useShift = (rows: Rows): Readonly<{ rows: Rows; shift: boolean }> => {
  const [shown, setShown] = useState({ rows, shift: false });
  if (shown.rows !== rows) setShown({ rows, shift: window.scrollY > 0 && isLonger(shown.rows, rows) });
  return shown;
};

const isLonger = (before: Rows, after: Rows): boolean =>
  after.length > before.length && after.at(-1)?.id === before.at(-1)?.id;
