import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endings } from '../../../src/machines/flow/answers.ts';
import type { Fact, FlowEvent } from '../../../src/machines/flow/events.ts';
import { canTake, type Flow, fold, foldAll } from '../../../src/machines/flow/fold.ts';
import { type ForkChange, forkFlow } from '../../../src/machines/flow/fork.ts';
import { isAbout } from '../../../src/machines/flow/item.ts';
import { toFlowView } from '../../../src/machines/flow/view.ts';
import { arbitraryPlan, arbitraryWalk, type Walk } from './arbitrary-flow.ts';
import { cancelRequested, discarded, failedAs, fullPlan, planOf, retried, started } from './facts.ts';
import { createPlay } from './play-events.ts';

type Original = readonly FlowEvent[];

const ofWalk = (walk: Walk) => walk.map(({ event }) => event);
const fork = (original: Original, change: Partial<ForkChange>) => {
  const forked = forkFlow(original, { at: original.length, answers: [], ...change });
  if (!forked) throw new Error('The definition is known.');
  return forked;
};

const about = (item: string) => ({ item, attempt: 1 });
const said = (events: ReturnType<typeof fork>['events']) =>
  events.map(({ event, source }) => `${source} ${event.type}${'attempt' in event.data ? ` ${event.data.item}` : ''}`);
const statesOf = (flow: Flow) => Object.fromEntries(toFlowView(flow).items.map(({ id, state }) => [id, state]));
const failing =
  (...facts: readonly Fact[]) =>
  (name: string): readonly Fact[] | undefined => {
    const answer = facts.find(({ data }) => 'item' in data && name.endsWith(` ${data.item}`));
    return answer && [answer];
  };

describe('a fork with nothing changed', () => {
  test('is the flow it was made from, at whatever version', () => {
    fc.assert(
      fc.property(arbitraryWalk, fc.nat(), (walk, nth) => {
        const at = (nth % walk.length) + 1;
        const { flow, events, unused } = fork(ofWalk(walk), { at });
        expect(unused).toEqual([]);
        expect(events.slice(1).map(({ event }) => event)).toEqual(walk.slice(1).map(({ event }) => event));
        expect(events.map(({ source }) => source)).toEqual(walk.map((_, index) => (index < at ? 'kept' : 'carried')));
        expect(flow.snapshot.context.items).toEqual(walk.at(-1)?.after.snapshot.context.items);
        expect(flow.forkedFrom).toEqual({ flow: 'flw_1', version: at });
      }),
      { numRuns: 500 },
    );
  });

  test('goes on with plain successes where the flow has not come to rest', () => {
    const whole = createPlay(fullPlan).settle().events();
    const { flow, events } = fork(whole.slice(0, 4), { at: 4 });
    expect(toFlowView(flow)).toMatchObject({ state: 'done', outcome: 'complete' });
    expect(events.map(({ event }) => event.type).toSorted()).toEqual(whole.map(({ type }) => type).toSorted());
  });
});

test('any fork is a flow the machine takes, at rest, whatever was chosen', () => {
  const change = fc.record({
    at: fc.nat(),
    answers: fc.array(fc.record({ which: fc.nat(), how: fc.nat() }), { maxLength: 5 }),
    plan: fc.option(arbitraryPlan, { nil: undefined }),
  });
  let used = 0;
  fc.assert(
    fc.property(arbitraryWalk, change, (walk, { at, answers, plan }) => {
      const items = Object.values(walk[0].after.snapshot.context.items);
      const chosen = answers.flatMap(({ which, how }) => {
        const item = items[which % items.length];
        const types = endings.filter((type) => item && isAbout(type, item));
        const type = types[how % types.length];
        return item && type ? [{ item: item.id, event: { type } }] : [];
      });
      const { flow, events, unused } = fork(ofWalk(walk), { at: (at % walk.length) + 1, plan, answers: chosen });
      used += events.filter(({ source }) => source === 'chosen').length;
      let folded: Flow | null = null;
      for (const { event } of events) {
        if (folded) expect(canTake(folded, event)).toBe(true);
        folded = fold(folded, event)?.flow ?? null;
      }
      expect(folded).toEqual(flow);
      expect(flow.pending.size).toBe(0);
      expect(events.map(({ event }) => event.version)).toEqual(events.map((_, index) => index + 1));
      expect(events.filter(({ source }) => source === 'chosen')).toHaveLength(chosen.length - unused.length);
    }),
    { numRuns: 1000 },
  );
  expect(used).toBeGreaterThan(300);
});

describe('an answer', () => {
  const original = createPlay(fullPlan)
    .settle(failing(failedAs('mcp.failed', about('mcp:fs'))))
    .events();
  const at = original.findIndex(({ type }) => type === 'mcp.failed');

  test('takes the place of the one that was recorded, and the rest is carried over', () => {
    const { flow, events, unused } = fork(original, {
      at,
      answers: [{ item: 'mcp:fs', event: { type: 'mcp.written' } }],
    });
    expect(unused).toEqual([]);
    expect(flow.snapshot.context.outcome).toBe('complete');
    expect(said(events).slice(at - 1, at + 3)).toEqual([
      'kept model.written model',
      'chosen mcp.written mcp:fs',
      'carried mcp.written mcp:web',
      'carried skills.applied skills',
    ]);
    expect(said(events).at(-1)).toBe('plain flow.completed');
    expect(events).toHaveLength(original.length);
  });

  test('has the data that was given and is plain otherwise', () => {
    const problem = { code: 'mcp/write-failed', message: 'The disk was full.', nextAction: 'retry' };
    const { flow } = fork(original, {
      at,
      answers: [{ item: 'mcp:web', event: { type: 'mcp.failed', data: { problem } } }],
    });
    expect(toFlowView(flow).problems).toMatchObject([{ item: 'mcp:fs' }, { item: 'mcp:web', ...problem }]);
  });

  test('for an install comes when it runs; it is queued and started as before', () => {
    const answers = [{ item: 'install:a/b/c', event: { type: 'install.timed-out' } }] as const;
    const { flow, events } = fork(original, { at, answers });
    expect(statesOf(flow)).toMatchObject({ 'install:a/b/c': 'timed-out', 'install:file:///x': 'succeeded' });
    expect(said(events).filter((one) => one.endsWith('install:a/b/c'))).toEqual([
      'carried install.queued install:a/b/c',
      'carried install.started install:a/b/c',
      'chosen install.timed-out install:a/b/c',
    ]);
  });

  test('for an install that could not be started lets it start first', () => {
    const unstarted = createPlay(fullPlan).settle(failing(failedAs('install.failed', about('install:a/b/c'))));
    const answers = [{ item: 'install:a/b/c', event: { type: 'install.succeeded' } }] as const;
    const { flow, events } = fork(unstarted.events(), { at: 1, answers });
    expect(flow.snapshot.context.outcome).toBe('complete');
    expect(said(events).filter((one) => one.endsWith('install:a/b/c'))).toEqual([
      'plain install.queued install:a/b/c',
      'plain install.started install:a/b/c',
      'chosen install.succeeded install:a/b/c',
    ]);
  });

  test('rejecting the identity leaves nothing to carry over', () => {
    const answers = [{ item: 'identity', event: { type: 'identity.rejected' } }] as const;
    const { flow, events } = fork(original, { at: 1, answers });
    expect([flow.snapshot.value, events.length]).toEqual(['rejected', 2]);
  });

  test('decides which skills fail', () => {
    const applied = original.findIndex(({ type }) => type === 'skills.applied');
    const failed = [{ item: 'skill:two', event: { type: 'skill.failed' } }] as const;
    const failingFork = fork(original, { at: applied, answers: failed });
    expect(failingFork.unused).toEqual([]);
    expect(said(failingFork.events).slice(applied, applied + 2)).toEqual([
      'chosen skill.failed skill:two',
      'carried skills.applied skills',
    ]);
    const again = failingFork.events.map(({ event }) => event);
    const worked = [{ item: 'skill:two', event: { type: 'skills.applied' } }] as const;
    const working = fork(again, { at: applied, answers: worked });
    expect(working.unused).toEqual([]);
    expect(statesOf(working.flow)).not.toHaveProperty('skill:two');
  });

  test.each([
    ['an item the flow does not have', 'mcp:none', 'mcp.failed'],
    ['an end that is not of its kind', 'mcp:fs', 'model.failed'],
    ['an item that ended before', 'identity', 'identity.rejected'],
  ] as const)('for %s comes to nothing', (_, item, type) => {
    const answers = [{ item, event: { type } }];
    expect(fork(original, { at, answers })).toMatchObject({ unused: answers });
  });
});

describe('commands of the original', () => {
  const original = createPlay(fullPlan)
    .settle(failing(failedAs('model.failed', about('model'))))
    .command(retried('model'))
    .settle()
    .command(discarded)
    .events();

  test('are left out where the machine does not take them any more', () => {
    const answers = [{ item: 'model', event: { type: 'model.written' } }] as const;
    const { flow, events } = fork(original, { at: 1, answers });
    expect(statesOf(flow)).toMatchObject({ model: 'succeeded' });
    expect(said(events).filter((one) => one.includes('model') || one.includes('flow'))).toEqual([
      'kept flow.started',
      'chosen model.written model',
      'plain flow.completed',
      'carried flow.discarded',
    ]);
  });

  test('stay where they still are, and answers of one item are its attempts', () => {
    const failed = { item: 'model', event: { type: 'model.failed' } } as const;
    const { flow, events } = fork(original, { at: 1, answers: [failed, failed] });
    expect(toFlowView(flow).items.find(({ id }) => id === 'model')).toMatchObject({ state: 'failed', attempt: 2 });
    expect(said(events)).toContain('carried item.retried model');
    expect(flow.snapshot.value).toBe('discarded');
  });

  test('that stopped a flow stop its fork', () => {
    const stopped = createPlay(fullPlan).until('writeModel model').command(cancelRequested());
    const answers = [{ item: 'model', event: { type: 'model.failed' } }] as const;
    const { flow, events } = fork(stopped.events(), { at: 2, answers });
    expect(flow.snapshot.value).toBe('cancelled');
    expect(said(events)).toContain('carried flow.cancel-requested');
  });
});

describe('another plan', () => {
  const plan = planOf({ mcpServers: [{ name: 'fs', command: 'npx' }], hubSkills: ['a/b/c'] });
  const original = createPlay(plan).settle().events();
  const server = { name: 'new', command: 'x' };

  test('adds what succeeds plainly and drops what is gone', () => {
    const other = planOf({ name: 'other', mcpServers: [{ name: 'fs', command: 'npx' }, server] });
    const { flow, events } = fork(original, { at: 3, plan: other });
    expect(toFlowView(flow)).toMatchObject({ profile: 'other', outcome: 'complete', plan: other });
    expect(statesOf(flow)).toMatchObject({ 'mcp:fs': 'succeeded', 'mcp:new': 'succeeded' });
    expect(said(events)).toContain('plain mcp.written mcp:new');
    expect(said(events).join()).not.toContain('install');
  });

  test('is answered as chosen where it asks for something new', () => {
    const answers = [{ item: 'mcp:new', event: { type: 'mcp.failed' } }] as const;
    const { flow, unused } = fork(original, { at: 1, plan: planOf({ mcpServers: [server] }), answers });
    expect(unused).toEqual([]);
    expect(flow.snapshot.context.outcome).toBe('with-problems');
  });
});

test('a fork of a definition nobody knows is none', () => {
  const start = { ...started(), data: { ...started().data, definition: 'profile-create@0' } };
  const event = { ...start, version: 1, at: '2026-01-01T00:00:00.000Z', causation: null };
  expect(foldAll([event])).toBeNull();
  expect(forkFlow([event], { at: 1, answers: [] })).toBeNull();
});
