import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { isRefused } from '../../src/app/refusal.ts';
import { createReplay } from '../../src/machines/flow/replay.ts';
import { toFlowView } from '../../src/machines/flow/view.ts';
import { recordLongFlow } from '../fixtures/long-flow.ts';
import { accepted, openEngine, type TestEngine } from './engine.ts';

const id = 'flw_long';
const records = recordLongFlow(id, 250);
const replay = createReplay(records);
let asked: (number | undefined)[] = [];
let long: TestEngine;

beforeEach(async () => {
  asked = [];
  long = await openEngine((deps) => ({
    ...deps,
    store: {
      ...deps.store,
      readStream: (stream, after, limit) => {
        if (stream === `flow-${id}`) asked.push(limit);
        return deps.store.readStream(stream, after, limit);
      },
    },
  }));
  await long.deps.store.append([
    {
      stream: `flow-${id}`,
      expected: 0,
      records: records.map(({ stream: _, version: __, position: ___, ...one }) => one),
    },
  ]);
  await long.engine.flow(id);
});

test('any version of a long flow is what a replay of its records gives, and at most 50 of them are read for it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: records.length }), async (version) => {
      asked = [];
      const flow = await long.engine.flow(id, version);
      const replayed = replay.at(version);
      expect(flow && toFlowView(flow)).toEqual(replayed && toFlowView(replayed));
      expect(flow?.pending).toEqual(replayed?.pending);
      const step = await long.engine.step(id, version);
      expect([step?.before?.version ?? 0, step?.event.version, step?.after]).toEqual([version - 1, version, flow]);
      expect(Math.max(0, ...asked.map((limit) => limit ?? Infinity))).toBeLessThanOrEqual(50);
    }),
    { numRuns: 60 },
  );
  expect(await long.engine.flow(id, records.length + 1)).toBeNull();
  expect(await long.engine.flow(id, 0)).toBeNull();
});

test('any page of its transitions has each once, in order; the newest are not read again', async () => {
  const all = await long.engine.feed.read(id, 0);
  expect(all.map(({ version }) => version)).toEqual(records.map(({ version }) => version));
  await fc.assert(
    fc.asyncProperty(fc.nat(records.length), fc.integer({ min: 1, max: 300 }), async (after, limit) => {
      asked = [];
      expect(await long.engine.feed.read(id, after, limit)).toEqual(all.slice(after, after + limit));
      if (after >= records.length - 200) expect(asked).toEqual([]);
    }),
    { numRuns: 60 },
  );
  expect(await long.engine.feed.readAll(0, 10_000)).toEqual(all);
});

test('it goes on like any other, and what was added is in every reading', async () => {
  const { engine, rested, deps } = long;
  await deps.home.createIdentity({ flow: id, profile: 'coder' }, { skills: 'bundle' });
  const { version } = accepted(await engine.retry(id, { all: true }));
  expect(version).toBe(records.length + 1);
  const flow = await rested(id);
  expect((await engine.feed.read(id, records.length)).map((one) => one.version)).toEqual(
    Array.from({ length: flow.version - records.length }, (_, index) => records.length + 1 + index),
  );
  expect(await engine.flow(id, version)).toMatchObject({ version, snapshot: { value: 'installing' } });
  expect(isRefused(await engine.cancel(id, {}))).toBe(true);
});
