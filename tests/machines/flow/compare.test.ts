import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareFlows } from '../../../src/machines/flow/compare.ts';
import { arbitraryWalk } from './arbitrary-flow.ts';
import { failedAs, fullPlan, planOf, retried } from './facts.ts';
import { createPlay, type Play } from './play-events.ts';

const told = (play: Play) => ({ flow: play.flow(), events: play.events() });
const modelFails = (effect: string) =>
  effect === 'writeModel model' ? [failedAs('model.failed', { item: 'model', attempt: 1 })] : undefined;

describe('two flows', () => {
  test('do not differ when the same happened, at whatever time and place', () => {
    fc.assert(
      fc.property(arbitraryWalk, (walk) => {
        const events = walk.map(({ event }) => event);
        const flow = (walk.at(-1) ?? walk[0]).after;
        const later = events.map((event) => ({ ...event, at: '2031-01-01T00:00:00.000Z' }));
        const elsewhere = later.map((event) =>
          event.type === 'identity.created' ? { ...event, data: { ...event.data, path: '/elsewhere' } } : event,
        );
        expect(compareFlows({ flow, events }, { flow, events: elsewhere })).toMatchObject({ items: [], first: null });
      }),
      { numRuns: 100 },
    );
  });

  test('are told apart by their items, their ends, and the first thing that happened otherwise', () => {
    const one = createPlay(fullPlan).settle(modelFails);
    const other = createPlay(fullPlan).settle();
    const version = one.events().findIndex(({ type }) => type === 'model.failed') + 1;
    expect(compareFlows(told(one), told(other))).toEqual({
      state: { before: 'done', after: 'done' },
      outcome: { before: 'with-problems', after: 'complete' },
      items: [
        {
          id: 'model',
          before: expect.objectContaining({ state: 'failed' }) as object,
          after: expect.objectContaining({ state: 'succeeded' }) as object,
        },
      ],
      first: {
        version,
        before: { type: 'model.failed', item: 'model', attempt: 1 },
        after: { type: 'model.written', item: 'model', attempt: 1 },
      },
    });
  });

  test('differ where one goes on', () => {
    const one = createPlay(fullPlan).settle(modelFails);
    const other = createPlay(fullPlan).settle(modelFails).command(retried('model')).settle();
    expect(compareFlows(told(one), told(other)).first).toEqual({
      version: one.events().length + 1,
      before: null,
      after: { type: 'item.retried', item: 'model', attempt: 2 },
    });
  });

  test('do not differ by the name of the profile', () => {
    const play = (name: string) => createPlay(planOf({ name })).settle();
    expect(compareFlows(told(play('one')), told(play('other')))).toMatchObject({ items: [], first: null });
  });

  test('differ from the start when their plans do, with the items only one of them has', () => {
    const one = createPlay(planOf({ hubSkills: ['a/b/c'] })).settle();
    const other = createPlay(planOf()).settle();
    const { first, items } = compareFlows(told(one), told(other));
    expect(first).toMatchObject({ version: 1 });
    expect(items).toMatchObject([{ id: 'install:a/b/c', before: { state: 'succeeded' }, after: null }]);
  });
});
