import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countEvent, createTally, tallySchema, toCoverage } from '../../../src/machines/flow/coverage.ts';
import type { FlowEvent } from '../../../src/machines/flow/events.ts';
import type { Flow } from '../../../src/machines/flow/fold.ts';
import { trace } from '../../../src/machines/flow/trace.ts';
import { arbitraryWalk } from './arbitrary-flow.ts';
import { failedAs, planOf, retried } from './facts.ts';
import { createPlay } from './play-events.ts';

const count = (flows: readonly (readonly FlowEvent[])[], tally = createTally()) => {
  for (const events of flows) {
    let flow: Flow | null = null;
    for (const event of events) {
      const traced = trace(flow, event);
      if (!traced) throw new Error('It does not fold.');
      countEvent(tally, event, traced);
      ({ flow } = traced);
    }
  }
  return tally;
};
const coverageOf = (tally: ReturnType<typeof createTally>) => {
  const coverage = toCoverage(tally, 'profile-create@1');
  if (!coverage) throw new Error('The definition is known.');
  return coverage;
};
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();

describe('coverage', () => {
  test('counts visits and transitions, also of states that are only passed through', () => {
    const { flows, states, ways } = coverageOf(count([createPlay(planOf()).settle().events()]));
    expect(flows).toBe(1);
    expect(Object.fromEntries(states.map(({ id, visits }) => [id, visits]))).toEqual({
      ...{ identity: 1, model: 1, mcp: 1, skills: 1, spawned: 1, installing: 1, done: 1 },
      ...{ cancelled: 0, rejected: 0, discarded: 0 },
    });
    const taken = (edge: string) =>
      ways.filter((way) => way.edge === edge).map(({ event, taken: times }) => [event, times]);
    expect(taken('mcp->skills')).toEqual([[null, 1]]);
    expect(taken('done->installing')).toEqual([['item.retried', 0]]);
  });

  test('tells how long flows stayed, and nothing of states they rest in', () => {
    const about = { item: 'model', attempt: 1 };
    const play = createPlay(planOf({ model: { provider: 'p', model: 'm' } }))
      .settle((effect) => (effect === 'writeModel model' ? [failedAs('model.failed', about)] : undefined))
      .command(retried('model'))
      .settle();
    const stretched = (factor: number) => play.events().map((event) => ({ ...event, at: at(event.version * factor) }));
    const state = (name: string) =>
      coverageOf(count([1, 2, 3].map((factor) => stretched(factor)))).states.find(({ id }) => id === name);
    expect(state('identity')).toMatchObject({ visits: 3, medianMs: 4000, longestMs: 6000, totalMs: 12_000 });
    expect(state('model')).toMatchObject({ visits: 3, medianMs: 2000, totalMs: 6000 });
    expect(state('done')).toMatchObject({ visits: 6, medianMs: null, longestMs: null, totalMs: null });
    expect(state('installing')).toMatchObject({ visits: 6 });
  });

  test('can be kept and gone on from at any event', () => {
    fc.assert(
      fc.property(arbitraryWalk, fc.nat(), (walk, nth) => {
        const events = walk.map(({ event }) => event);
        const cut = nth % events.length;
        const begun = count([events.slice(0, cut)]);
        const tally = tallySchema.parse(JSON.parse(JSON.stringify(begun)));
        let flow = walk[cut - 1]?.after ?? null;
        for (const event of events.slice(cut)) {
          const traced = trace(flow, event);
          if (traced) countEvent(tally, event, traced);
          flow = traced?.flow ?? null;
        }
        expect(tally).toEqual(count([events]));
        expect(tally.open).toEqual({});
      }),
      { numRuns: 200 },
    );
  });

  test('has every state and transition, taken or not, of a definition that is known', () => {
    const { states, ways } = coverageOf(createTally());
    expect([states.length, ways.length]).toEqual([10, 66]);
    expect(states.every(({ visits }) => visits === 0)).toBe(true);
    expect(toCoverage(createTally(), 'profile-create@0')).toBeNull();
  });
});
