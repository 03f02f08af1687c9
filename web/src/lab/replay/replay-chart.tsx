import { lazy, Suspense, useMemo, useRef } from 'react';
import { toLights } from '../../../../src/machines/chart/lights.ts';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { toFlowView } from '../../../../src/machines/flow/view.ts';
import { useText } from '../../i18n/text.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { toItemNotes } from '../chart/item-notes.ts';
import { useChartText } from '../chart/use-chart-text.ts';
import { useItemCount } from '../chart/use-item-count.ts';
import { useMachine, usePanelSize } from '../chart/use-machine.ts';
import { firstVersionOf } from './first-version.ts';
import { movesOf } from './moves.ts';

/** Loaded once there is a layout to draw. */
const Statechart = lazy(() => import('../chart/statechart.tsx').then((m) => ({ default: m.Statechart })));

type Props = Readonly<{
  flow: string;
  replay: Replay;
  at: number;
  goTo: (version: number) => void;
  label?: string;
}>;

/** The chart of the flow's own machine as it stood at a version; a state or an item leads to where it first came up. */
export const ReplayChart = ({ flow, replay, at, goTo, label }: Props) => {
  const panel = useRef<HTMLDivElement>(null);
  const items = Object.keys(replay.at(replay.last)?.snapshot.context.items ?? {}).length;
  const text = useChartText();
  const { ui } = useText();
  const itemCount = useItemCount();
  const { data, error, refetch } = useMachine(usePanelSize(panel), flow, items, {
    notes: itemCount.isCounting ? 'items' : 'none',
  });
  const moves = useMemo(() => movesOf(replay), [replay]);
  const lights = useMemo(() => {
    const state = replay.at(at);
    if (!data || !state) return null;
    const taken = { moves: moves.slice(0, at).flat(), latest: moves[at - 1] ?? [] };
    return toLights(data.chart, { view: toFlowView(state), ...taken });
  }, [data, replay, moves, at]);
  const notes = data && lights ? toItemNotes(data.chart, lights, text, ui.itemStates) : undefined;
  const select = (id: string): void => {
    const version = firstVersionOf(replay, id);
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
