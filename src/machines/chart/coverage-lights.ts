import type { Coverage } from '../flow/coverage.ts';
import type { Chart } from './chart.ts';
import { type Lights, toStateTone } from './lights.ts';

/** What of the chart any flow has ever come to. */
export const toCoverageLights = (chart: Chart, coverage: Coverage): Lights => {
  const visits = new Map(coverage.states.map((state) => [state.id, state.visits]));
  const taken = Object.entries(countWays(chart, coverage)).filter(([, count]) => count > 0);
  return {
    states: Object.fromEntries(
      chart.states.map((state) => [
        state.id,
        { phase: visits.get(state.id) ? 'visited' : 'untouched', tone: toStateTone(state, []) },
      ]),
    ),
    taken: new Set(taken.map(([id]) => id)),
    passed: new Set(),
    latest: new Set(),
    lanes: {},
  };
};

/** How often each way of the chart was taken: all the transitions it stands for together. */
export const countWays = ({ ways }: Chart, coverage: Coverage): Readonly<Record<string, number>> => {
  const taken = countEdges(coverage);
  const countOf = (edges: readonly string[]) => edges.reduce((sum, edge) => sum + (taken[edge] ?? 0), 0);
  return Object.fromEntries(ways.map(({ id, edges }) => [id, countOf(edges)]));
};

/** How often each edge of the graph was taken. */
export const countEdges = ({ ways }: Coverage): Readonly<Record<string, number>> => {
  const taken: Record<string, number> = {};
  for (const way of ways) taken[way.edge] = (taken[way.edge] ?? 0) + way.taken;
  return taken;
};
