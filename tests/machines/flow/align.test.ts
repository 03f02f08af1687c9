import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignEvents } from '../../../src/machines/flow/align.ts';
import { compareFlows } from '../../../src/machines/flow/compare.ts';
import { arbitraryWalk, type Walk } from './arbitrary-flow.ts';
import { failedAs, fullPlan, planOf, retried } from './facts.ts';
import { createPlay } from './play-events.ts';

const eventsOf = (walk: Walk) => walk.map(({ event }) => event);
const failing = (attempt: number) => (effect: string) =>
  effect === 'writeModel model' ? [failedAs('model.failed', { item: 'model', attempt })] : undefined;
const [modelFails, failsAgain] = [failing(1), failing(2)];

describe('the events of two flows', () => {
  test('do not differ from themselves', () => {
    fc.assert(
      fc.property(arbitraryWalk, (walk) => {
        const events = eventsOf(walk);
        const same = events.map((_, index) => ({ one: index + 1, other: index + 1, differs: [] }));
        expect(alignEvents(events, events)).toEqual(same);
      }),
      { numRuns: 50 },
    );
  });

  test('are each there once and in order, and first differ where the flows do', () => {
    fc.assert(
      fc.property(arbitraryWalk, arbitraryWalk, (walk, walks) => {
        const [one, other] = [eventsOf(walk), eventsOf(walks)];
        const rows = alignEvents(one, other);
        expect(rows.flatMap((row) => row.one ?? [])).toEqual(one.map((_, index) => index + 1));
        expect(rows.flatMap((row) => row.other ?? [])).toEqual(other.map((_, index) => index + 1));
        const first = rows.findIndex(({ differs }) => differs.length > 0);
        const told = { flow: walk.at(-1)?.after ?? walk[0].after, events: one };
        const diff = compareFlows(told, { flow: walks.at(-1)?.after ?? walks[0].after, events: other });
        expect(first < 0 ? null : first + 1).toBe(diff.first?.version ?? null);
      }),
      { numRuns: 100 },
    );
  });

  test('stand for each other when something else came of the same item', () => {
    const [one, other] = [createPlay(fullPlan).settle(modelFails).events(), createPlay(fullPlan).settle().events()];
    const version = one.findIndex(({ type }) => type === 'model.failed') + 1;
    const differing = alignEvents(one, other).filter(({ differs }) => differs.length > 0);
    expect(differing).toEqual([
      { one: version, other: version, differs: ['type', 'problem'] },
      { one: one.length, other: other.length, differs: ['outcome'] },
    ]);
  });

  test('are found again after one that only one of them has', () => {
    const hubSkills = ['a/b/c', 'd/e/f'];
    const one = createPlay(planOf({ hubSkills })).settle().events();
    const other = createPlay(planOf({ hubSkills: hubSkills.slice(1) }))
      .settle()
      .events();
    const rows = alignEvents(one, other);
    expect(rows[0]).toEqual({ one: 1, other: 1, differs: ['hubSkills'] });
    const alone = rows.filter((row) => row.other === null).map((row) => one[(row.one ?? 0) - 1]?.data);
    expect(alone).toHaveLength(one.length - other.length);
    for (const data of alone) expect(data).toMatchObject({ item: 'install:a/b/c' });
  });

  test('go on where one of them does, though both end alike', () => {
    const one = createPlay(fullPlan).settle(modelFails).events();
    const other = createPlay(fullPlan).settle(modelFails).command(retried('model')).settle(failsAgain).events();
    const rest = alignEvents(one, other).slice(one.length);
    expect(rest.map((row) => row.one)).toEqual(rest.map(() => null));
    expect(rest).toHaveLength(other.length - one.length);
  });
});
