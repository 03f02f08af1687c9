import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Flow } from '../../../src/machines/flow/fold.ts';
import { toStateText } from '../../../src/machines/flow/hash.ts';
import type { StoredRecord } from '../../../src/machines/ports/event-store.ts';
import { firstDivergence, type Live, recordLive, replayHashes } from './chained.ts';
import { answersOf, fullPlan, planOf, started } from './facts.ts';
import { foldFacts, playOut } from './play.ts';

const recordOut = (live: Live): Live => {
  const effect = [...live.flow.pending.values()][0];
  if (!effect) return live;
  const choice = answersOf(effect);
  const facts = choice[live.flow.version % choice.length] ?? [];
  return facts.some(({ type }) => type === 'identity.rejected')
    ? recordOut(recordLive(live, choice[0]?.[0] ?? started()))
    : recordOut(facts.reduce((before, fact) => recordLive(before, fact), live));
};

const { records } = recordOut(recordLive(null, started(fullPlan)));
const change = (index: number, part: Partial<StoredRecord>) =>
  records.map((one, at) => (at === index ? { ...one, ...part } : one));

describe('the chain', () => {
  test('is what a replay of an untouched flow finds', () => {
    expect(records.length).toBeGreaterThan(10);
    expect(replayHashes(records)).toEqual(records.map(({ hash }) => hash));
  });

  test('breaks at the record any byte of which was changed, and from there on', () => {
    const fields = ['type', 'at', 'data', 'causation', 'command', 'hash'] as const;
    const touched = fc.record({
      index: fc.nat(records.length - 1),
      field: fc.constantFrom(...fields),
      at: fc.nat(),
      by: fc.integer({ min: 1, max: 127 }),
    });
    fc.assert(
      fc.property(touched, ({ index, field, at, by }) => {
        const old = records[index]?.[field] ?? '';
        const place = old.length === 0 ? 0 : at % old.length;
        const next = String.fromCharCode(((old.charCodeAt(place) || 0) ^ by) & 127);
        const changed = change(index, { [field]: old.slice(0, place) + next + old.slice(place + 1) });
        expect(firstDivergence(changed)).toBe(index + 1);
        if (field === 'hash') return;
        const hashes = replayHashes(changed);
        records.slice(index).forEach((record, later) => expect(hashes[index + later]).not.toBe(record.hash));
      }),
      { numRuns: 500 },
    );
  });

  test('breaks where a record was left out, repeated or swapped with the next', () => {
    for (let index = 1; index < records.length - 1; index += 1) {
      const [before, one, two] = [records.slice(0, index), records[index], records[index + 1]];
      if (!one || !two) continue;
      const after = records.slice(index + 2);
      expect(firstDivergence([...before, two, ...after])).toBe(index + 1);
      expect(firstDivergence([...before, one, one, two, ...after])).toBe(index + 2);
      expect(firstDivergence([...before, two, one, ...after])).toBe(index + 1);
      expect(
        firstDivergence([...before, { ...two, version: one.version }, { ...one, version: two.version }, ...after]),
      ).toBe(index + 1);
    }
  });

  test('does not depend on where in the whole log the flow stands', () => {
    expect(firstDivergence(records.map((record) => ({ ...record, position: record.position + 1000 })))).toBeNull();
  });
});

describe('the text of a state', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, shuffled(inner)]),
    );
  };
  const withContext = (flow: Flow, context: object) => ({
    snapshot: Object.assign(Object.create(flow.snapshot), { context }),
  });

  test('does not depend on the order of keys', () => {
    const flow = playOut(foldFacts([started(fullPlan)]));
    const context: object = Object(shuffled(flow.snapshot.context));
    expect(Object.keys(context)).not.toEqual(Object.keys(flow.snapshot.context));
    expect(toStateText(withContext(flow, context))).toBe(toStateText(flow));
  });

  test('is canonical JSON of value and context without the plan', () => {
    const flow = playOut(foldFacts([started(fullPlan)]));
    const { plan: _, items, ...context } = flow.snapshot.context;
    expect(JSON.parse(toStateText(flow))).toEqual({
      value: 'done',
      context: JSON.parse(JSON.stringify(context)),
      items,
    });
  });

  test.each(['flow', 'profile', 'startedAt', 'endedAt', 'outcome', 'path', 'notices', 'cancelling', 'closing'])(
    'changes with %s',
    (key) => {
      const flow = foldFacts([started()]);
      expect(toStateText(withContext(flow, { ...flow.snapshot.context, [key]: 'other' }))).not.toBe(toStateText(flow));
    },
  );

  test('changes with any part of an item', () => {
    const flow = foldFacts([started()]);
    const { items } = flow.snapshot.context;
    for (const key of Object.keys(items.model ?? {})) {
      const changed = { ...flow.snapshot.context, items: { ...items, model: { ...items.model, [key]: 'other' } } };
      expect(toStateText(withContext(flow, changed))).not.toBe(toStateText(flow));
    }
  });

  test('is there for names with half a surrogate pair', () => {
    const flow = foldFacts([started(planOf({ mcpServers: [{ name: 'a\ud83d' }] }))]);
    expect(toStateText(flow)).toContain('mcp:a');
  });
});
