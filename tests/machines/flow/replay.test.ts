import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Flow } from '../../../src/machines/flow/fold.ts';
import { createReplay } from '../../../src/machines/flow/replay.ts';
import { toFlowView } from '../../../src/machines/flow/view.ts';
import { facts, record } from '../../cli/recorded-flow.ts';
import { recordLongFlow } from '../../fixtures/long-flow.ts';
import { arbitraryWalk } from './arbitrary-flow.ts';
import { type Live, recordLive } from './chained.ts';

const records = record(facts);
const textOf = (flow: Flow | null | undefined) => flow && JSON.stringify([toFlowView(flow), ...flow.pending.values()]);

describe('a replay', () => {
  test('is at every version what the flow was live, for any distance between its checkpoints', () => {
    fc.assert(
      fc.property(arbitraryWalk, fc.integer({ min: 1, max: 70 }), (walk, every) => {
        const live = walk.reduce<Live | null>((before, { event }) => recordLive(before, event, event.causation), null);
        const replay = createReplay(live?.records ?? [], every);
        expect([replay.last, replay.broken]).toEqual([walk.length, null]);
        for (const [index, { before, event, after }] of walk.entries()) {
          const step = replay.step(index + 1);
          expect(textOf(replay.at(index + 1))).toBe(textOf(after));
          expect([textOf(step?.before), textOf(step?.flow)]).toEqual([textOf(before), textOf(after)]);
          expect(step?.event).toMatchObject({ type: event.type, version: index + 1 });
          expect(step?.microsteps.at(-1)?.to).toBe(after.snapshot.value);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('has no version before the first, between two, or after the last', () => {
    const replay = createReplay(records);
    for (const version of [0, -1, 1.5, NaN, Infinity, records.length + 1]) {
      expect(replay.at(version)).toBeNull();
      expect(replay.step(version)).toBeNull();
    }
    expect(createReplay([])).toMatchObject({ last: 0, broken: null });
  });

  test.each([
    ['a type nobody knows', { type: 'model.painted' }, { what: 'unreadable', actual: 'model.painted@1' }],
    ['a record the machine does not take', { type: 'mcp.written' }, { what: 'refused', actual: 'mcp.written' }],
    ['a gap', { version: 7 }, { what: 'order', expected: '4', actual: '7' }],
  ])('goes as far as %s, and says so', (_, change, broken) => {
    const replay = createReplay(records.map((one) => (one.version === 4 ? { ...one, ...change } : one)));
    expect(replay).toMatchObject({ last: 3, broken: { version: 4, ...broken } });
    expect(replay.at(3)?.version).toBe(3);
    expect(replay.at(4)).toBeNull();
  });

  test('goes on with the records that come next as if it had been given all at once', () => {
    fc.assert(
      fc.property(fc.nat(records.length), fc.integer({ min: 1, max: 5 }), (first, every) => {
        const begun = createReplay(records.slice(0, first), every);
        const whole = begun.extend(records.slice(first));
        expect([begun.last, whole.last, whole.broken]).toEqual([first, records.length, null]);
        for (const { version } of records)
          expect(textOf(whole.at(version))).toBe(textOf(createReplay(records).at(version)));
      }),
      { numRuns: 30 },
    );
    const broken = createReplay(records.slice(1));
    expect(broken.extend(records)).toMatchObject({ last: 0, broken: broken.broken });
  });

  test('moves about in 5,000 events', () => {
    const long = recordLongFlow('flw_long', 1665);
    const built = performance.now();
    const replay = createReplay(long);
    const seeks = Array.from({ length: 200 }, (_, index) => ((index * 7919) % long.length) + 1);
    const sought = performance.now();
    const flows = seeks.map((version) => replay.at(version));
    const done = performance.now();
    process.stdout.write(
      `${long.length} events: built in ${Math.round(sought - built)} ms, a seek takes ${((done - sought) / seeks.length).toFixed(2)} ms\n`,
    );
    expect(flows.map((flow) => flow?.version)).toEqual(seeks);
    const last = replay.at(long.length);
    expect(last && toFlowView(last).items.find(({ id }) => id === 'mcp:bad')?.attempt).toBe(1666);
  });
});
