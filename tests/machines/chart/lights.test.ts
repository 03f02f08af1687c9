import { expect, it } from 'vitest';
import { toChart } from '../../../src/machines/chart/chart.ts';
import { toLights } from '../../../src/machines/chart/lights.ts';
import { currentDefinition } from '../../../src/machines/flow/definitions.ts';
import { toGraph } from '../../../src/machines/flow/graph.ts';

const chart = toChart(toGraph(currentDefinition) ?? { nodes: [], edges: [] });

it('lights the states an event led through without a stop, and every way it took', () => {
  const latest = [
    { from: 'skills', to: 'spawned' },
    { from: 'spawned', to: 'installing' },
  ];
  const moves = [{ from: 'identity', to: 'model' }, ...latest];
  const lights = toLights(chart, { view: { state: 'installing', items: [] }, moves, latest });
  expect([...lights.passed]).toEqual(['spawned']);
  expect([...lights.latest]).toEqual(['skills->spawned', 'spawned->installing']);
  expect(lights.states).toMatchObject({
    identity: { phase: 'visited' },
    spawned: { phase: 'visited' },
    installing: { phase: 'active' },
    done: { phase: 'untouched' },
  });
});

it('passes through nothing when an event leads to the next state, or nowhere', () => {
  const move = { from: 'model', to: 'mcp' };
  const at = (latest: readonly (typeof move)[]) =>
    toLights(chart, { view: { state: 'mcp', items: [] }, moves: [move], latest }).passed.size;
  expect([at([move]), at([])]).toEqual([0, 0]);
});
