import { lazy, Suspense, useDeferredValue, useMemo, useRef } from 'react';
import { toLights } from '../../../../src/machines/chart/lights.ts';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { toFlowView } from '../../../../src/machines/flow/view.ts';
import { useText } from '../../i18n/text.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { toItemNotes } from '../chart/item-notes.ts';
import { useChartText } from '../chart/use-chart-text.ts';
import { useItemCount } from '../chart/use-item-count.ts';
import { useMachine, usePanelSize } from '../chart/use-machine.ts';
import { firstVersionOf, movesOf, toFirstMoves, toMoves } from './moves.ts';

/** Loaded once there is a layout to draw. */
const Statechart = lazy(() => import('../chart/statechart.tsx').then((m) => ({ default: m.Statechart })));

type Props = Readonly<{
  flow: string;
  /** Until it is there, the chart is drawn and not lit. */
  replay: Replay | undefined;
  at: number;
  goTo: (version: number) => void;
  /** How many items the flow has, where that is known before the replay is there. */
  items?: number | undefined;
  label?: string;
}>;

/** The chart of the flow's own machine as it stood at a version; a state or an item leads to where it first came up. */
export const ReplayChart = ({ flow, replay, at, goTo, items, label }: Props) => {
  const panel = useRef<HTMLDivElement>(null);
  const size = usePanelSize(panel);
  const text = useChartText();
  const { ui } = useText();
  const itemCount = useItemCount();
  const count = useMemo(() => (replay ? countItems(replay) : items), [replay, items]);
  const { data, error, refetch } = useMachine(count === undefined ? null : size, flow, count, {
    notes: itemCount.isCounting ? 'items' : 'none',
  });
  // Of a long flow they take a while; the controls need not wait for them.
  const known = useDeferredValue(replay, undefined);
  const moves = useMemo(() => known && toFirstMoves(movesOf(known)), [known]);
  const lights = useMemo(() => {
    const step = replay?.step(at);
    if (!data || !step || !moves) return null;
    const made = moves.filter(({ version }) => version <= at);
    return toLights(data.chart, { view: toFlowView(step.flow), moves: made, latest: toMoves(step.microsteps) });
  }, [data, replay, moves, at]);
  const notes = data && lights ? toItemNotes(data.chart, lights, text, ui.itemStates) : undefined;
  const select = (id: string): void => {
    const version = replay && moves ? firstVersionOf(replay, moves, id) : null;
    if (version !== null) goTo(version);
  };
  return (
    <div ref={panel} className="size-full">
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <Suspense>
        {data && <Statechart {...data} {...{ lights, notes, itemCount, label }} selected={null} onSelect={select} />}
      </Suspense>
    </div>
  );
};

const countItems = (replay: Replay): number => Object.keys(replay.at(replay.last)?.snapshot.context.items ?? {}).length;
