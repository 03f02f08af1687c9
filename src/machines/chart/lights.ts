import type { Chart, ChartState } from './chart.ts';
import type { Graph } from '../flow/graph.ts';
import type { FlowView, ItemView } from '../flow/view.ts';

/** How a state is drawn: where the flow is, was, or has not been; and what became of its items. */
export type StateLight = Readonly<{
  phase: 'untouched' | 'visited' | 'active';
  tone: 'ok' | 'soft' | 'hard';
}>;

/** A chart as it stands after some version of a flow. */
export type Lights = Readonly<{
  states: Readonly<Record<string, StateLight>>;
  /** Ways taken so far, and those the last event took. */
  taken: ReadonlySet<string>;
  latest: ReadonlySet<string>;
  /** States the last event led through without a stop. */
  passed: ReadonlySet<string>;
  /** The item of each lane as it is at that version; a lane without one was not there yet. */
  lanes: Readonly<Record<string, ItemView>>;
}>;

/** A move from one state to another, also through states left at once. */
export type Move = Readonly<{ from: string; to: string }>;

export type Lit = Readonly<{
  view: Pick<FlowView, 'state' | 'items'>;
  /** Every move up to the version, each at least once. */
  moves: readonly Move[];
  /** Those the version's own event made, in their order. */
  latest: readonly Move[];
}>;

/** What of the chart is lit. */
export const toLights = (chart: Chart, { view, moves, latest }: Lit): Lights => {
  const visited = new Set([view.state, ...moves.flatMap(({ from, to }) => [from, to])]);
  const lanes = Object.fromEntries(view.items.map((item) => [item.id, item]));
  const toLight = (state: ChartState): StateLight => ({
    phase: state.id === view.state ? 'active' : visited.has(state.id) ? 'visited' : 'untouched',
    tone: toStateTone(state, view.items),
  });
  return {
    states: Object.fromEntries(chart.states.map((state) => [state.id, toLight(state)])),
    taken: waysOf(chart, moves),
    latest: waysOf(chart, latest),
    passed: new Set(latest.slice(1).map(({ from }) => from)),
    lanes,
  };
};

/** Ids of the chart's ways that stand for the moves. */
const waysOf = (chart: Chart, moves: readonly Move[]): ReadonlySet<string> => {
  const edges = new Set(moves.map(toEdgeId));
  return new Set(chart.ways.filter((way) => way.edges.some((edge) => edges.has(edge))).map(({ id }) => id));
};

const toEdgeId = ({ from, to }: Move): Graph['edges'][number]['id'] => `${from}->${to}`;

const HARD = new Set(['rejected']);

/** What became of a state's items, as a tone. */
export const toStateTone = ({ id, lanes }: ChartState, items: readonly ItemView[]): StateLight['tone'] => {
  if (HARD.has(id)) return 'hard';
  const own = new Set([id, ...lanes.map((lane) => lane.id)]);
  return items.some((item) => own.has(item.id) && item.problem) ? 'soft' : 'ok';
};
