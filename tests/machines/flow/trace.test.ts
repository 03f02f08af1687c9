import fc from 'fast-check';
import { getMicrosteps } from 'xstate';
import { describe, expect, test } from 'vitest';
import { fold } from '../../../src/machines/flow/fold.ts';
import { toWays } from '../../../src/machines/flow/graph.ts';
import { currentDefinition } from '../../../src/machines/flow/definitions.ts';
import { profileCreate1 } from '../../../src/machines/flow/machine.ts';
import { trace } from '../../../src/machines/flow/trace.ts';
import { arbitraryWalk } from './arbitrary-flow.ts';
import { planOf } from './facts.ts';
import { createPlay } from './play-events.ts';

const ways = new Set(toWays(currentDefinition).map(({ id }) => id));

describe('the microsteps of an event', () => {
  test('are those of the machine, along ways it has, and lead where the fold leads', () => {
    fc.assert(
      fc.property(arbitraryWalk, (walk) => {
        for (const { before, event, after } of walk) {
          const traced = trace(before, event);
          const plain = fold(before, event);
          expect(traced && { flow: traced.flow, effects: traced.effects }).toEqual(plain);
          const steps = traced?.microsteps ?? [];
          const states = before ? getMicrosteps(profileCreate1, before.snapshot, event) : [];
          if (before) expect(steps.map(({ to }) => to)).toEqual(states.map(([{ value }]) => value));
          expect(steps.map(({ from }) => from)).toEqual(
            [before?.snapshot.value ?? null, ...steps.map(({ to }) => to)].slice(0, -1),
          );
          expect(steps.at(-1)?.to).toBe(after.snapshot.value);
          expect(steps.slice(before ? 0 : 1).filter(({ way }) => !way || !ways.has(way.id))).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('show the states that are only passed through', () => {
    const play = createPlay(planOf()).until('writeModel model');
    const before = play.flow();
    const event = play.settle().events()[before.version];
    if (!event) throw new Error('too few events');
    expect(trace(before, event)?.microsteps).toMatchObject([
      { from: 'model', to: 'model', entered: [], left: [], way: { edge: 'model->model', event: 'model.written' } },
      {
        from: 'model',
        to: 'mcp',
        entered: ['mcp'],
        left: ['model'],
        way: { event: null, guard: 'isStageSettled(model)' },
      },
      { from: 'mcp', to: 'skills', entered: ['skills'], left: ['mcp'] },
    ]);
  });

  test('begin in the first state', () => {
    const [first] = createPlay(planOf()).events();
    expect(first && trace(null, first)?.microsteps).toEqual([
      { from: null, to: 'identity', way: null, entered: ['identity'], left: [] },
    ]);
  });

  test('are none of a flow nobody can fold, and nothing is left watching', () => {
    const [first] = createPlay(planOf()).events();
    if (first?.type !== 'flow.started') throw new Error('A flow begins with its start.');
    expect(trace(null, { ...first, data: { ...first.data, definition: 'profile-create@0' } })).toBeNull();
    expect(trace(null, first)?.microsteps).toHaveLength(1);
  });
});
