import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventStore, StoredRecord } from '../../src/machines/ports/event-store.ts';
import { appendOne, awkwardPayloads, newRecord, waitUntil } from '../fixtures/stores/records.ts';

/** One log under test. `open` may be called several times: each gives another store on the same log. */
export type EventStoreHarness = Readonly<{
  open(): EventStore;
  /** Whether two stores opened here see the same records; false for logs that live in one store. */
  shared: boolean;
  dispose(): void | Promise<void>;
}>;

/** What every event store promises; `create` makes a harness over an empty log. */
export const eventStoreContract = (name: string, create: () => EventStoreHarness | Promise<EventStoreHarness>): void => {
  describe(`event store: ${name}`, () => {
    let harness: EventStoreHarness;
    let store: EventStore;
    let opened: EventStore[];

    const open = (): EventStore => {
      const next = harness.open();
      opened.push(next);
      return next;
    };

    beforeEach(async () => {
      opened = [];
      harness = await create();
      store = open();
    });

    afterEach(async () => {
      for (const each of opened) await each.close();
      await harness.dispose();
    });

    describe('append', () => {
      test('gives versions per stream and positions over the whole log', async () => {
        await store.append([{ stream: 'a', expected: 0, records: [newRecord(), newRecord()] }]);
        await store.append([{ stream: 'b', expected: 0, records: [newRecord()] }]);
        const result = await store.append([{ stream: 'a', expected: 2, records: [newRecord()] }]);
        expect(result).toMatchObject({ kind: 'appended', records: [{ stream: 'a', version: 3 }] });
        const all = await store.readAll(0);
        expect(all.map(({ stream, version }) => [stream, version])).toEqual([
          ['a', 1],
          ['a', 2],
          ['b', 1],
          ['a', 3],
        ]);
        expect(isAscending(all)).toBe(true);
        expect(await store.head()).toBe(all.at(-1)?.position);
      });

      test('answers with the records as they are read afterwards', async () => {
        const record = newRecord({ causation: '3.0', command: 'cmd-1', schema: 2 });
        const result = await store.append([{ stream: 'a', expected: 0, records: [record] }]);
        if (result.kind !== 'appended') throw new Error(result.kind);
        expect(result.records).toEqual(await store.readStream('a'));
        expect(result.records[0]).toMatchObject({ ...record, version: 1 });
      });

      test.each([
        [1, 0, 2],
        [2, 2, 1],
        [3, 2, 3],
      ])('is a conflict naming the actual version (case %i)', async (_case, actual, expected) => {
        if (actual > 0) await store.append([{ stream: 'a', expected: 0, records: repeat(actual) }]);
        const result = await store.append([{ stream: 'a', expected, records: [newRecord()] }]);
        expect(result).toEqual({ kind: 'conflict', stream: 'a', expected, actual });
        expect(await store.readStream('a')).toHaveLength(actual);
      });

      test('is a conflict when the stream must not exist but does', async () => {
        await appendOne(store, 'a', 0);
        expect(await appendOne(store, 'a', 0)).toEqual({ kind: 'conflict', stream: 'a', expected: 0, actual: 1 });
      });

      test('has one winner among 30 racing creators and 29 typed conflicts', async () => {
        const stores = harness.shared ? [store, open(), open()] : [store];
        const racers = Array.from({ length: 30 }, (_, index) => stores[index % stores.length] ?? store);
        const results = await Promise.all(racers.map((racer) => appendOne(racer, 'profile-coder', 0)));
        expect(results.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
        const conflict = { kind: 'conflict', stream: 'profile-coder', expected: 0, actual: 1 };
        expect(results.filter(({ kind }) => kind === 'conflict')).toEqual(Array.from({ length: 29 }, () => conflict));
        expect(await store.readStream('profile-coder')).toHaveLength(1);
      });

      test('writes several streams together', async () => {
        const result = await store.append([
          { stream: 'flow-1', expected: 0, records: [newRecord(), newRecord()] },
          { stream: 'profile-coder', expected: 0, records: [newRecord()] },
        ]);
        expect(result.kind).toBe('appended');
        expect(await store.readStream('flow-1')).toHaveLength(2);
        expect(await store.readStream('profile-coder')).toHaveLength(1);
      });

      test('writes none of several streams when one of them conflicts', async () => {
        await appendOne(store, 'profile-coder', 0);
        const result = await store.append([
          { stream: 'flow-1', expected: 0, records: [newRecord()] },
          { stream: 'profile-coder', expected: 0, records: [newRecord()] },
        ]);
        expect(result).toEqual({ kind: 'conflict', stream: 'profile-coder', expected: 0, actual: 1 });
        expect(await store.readStream('flow-1')).toEqual([]);
        expect(await store.readAll(0)).toHaveLength(1);
      });

      test('does not fail the others when one of many at once conflicts', async () => {
        await appendOne(store, 'taken', 0);
        const streams = ['a', 'taken', 'b', 'taken', 'c'];
        const results = await Promise.all(streams.map((stream) => appendOne(store, stream, 0)));
        expect(results.map(({ kind }) => kind)).toEqual(['appended', 'conflict', 'appended', 'conflict', 'appended']);
      });

      test('sees the records of one stream it names twice', async () => {
        const result = await store.append([
          { stream: 'a', expected: 0, records: [newRecord()] },
          { stream: 'a', expected: 1, records: [newRecord()] },
        ]);
        expect(result).toMatchObject({ kind: 'appended', records: [{ version: 1 }, { version: 2 }] });
      });

      test('only compares versions when there is nothing to write', async () => {
        expect(await store.append([{ stream: 'a', expected: 0, records: [] }])).toEqual({ kind: 'appended', records: [] });
        expect(await store.append([{ stream: 'a', expected: 1, records: [] }])).toMatchObject({ kind: 'conflict' });
        expect(await appendOne(store, 'a', 0)).toMatchObject({ kind: 'appended' });
      });
    });

    describe('a command id', () => {
      const command = [newRecord({ command: 'cmd-1', type: 'item.retried' }), newRecord({ type: 'install.queued' })];

      test('recorded before is answered with its own records, whatever version is expected', async () => {
        await appendOne(store, 'a', 0);
        const first = await store.append([{ stream: 'a', expected: 1, records: command }]);
        await appendOne(store, 'a', 3);
        for (const expected of [1, 4]) {
          const again = await store.append([{ stream: 'a', expected, records: command }]);
          expect(again).toEqual({ ...first, kind: 'duplicate' });
        }
        expect(await store.readStream('a')).toHaveLength(4);
      });

      test('sent 20 times at once is written once', async () => {
        const sends = Array.from({ length: 20 }, () => store.append([{ stream: 'a', expected: 0, records: command }]));
        const results = await Promise.all(sends);
        expect(results.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
        expect(results.filter(({ kind }) => kind === 'duplicate')).toHaveLength(19);
        expect(await store.readStream('a')).toHaveLength(2);
      });

      test('is free in another stream', async () => {
        await store.append([{ stream: 'a', expected: 0, records: command }]);
        const other = await store.append([{ stream: 'b', expected: 0, records: command }]);
        expect(other.kind).toBe('appended');
      });

      test('is recorded by the append that conflicted only once it is sent again', async () => {
        await store.append([{ stream: 'a', expected: 5, records: command }]);
        const again = await store.append([{ stream: 'a', expected: 0, records: command }]);
        expect(again.kind).toBe('appended');
      });

      test('named by two records of one append is refused, and the others at once are not', async () => {
        const twice = [newRecord({ command: 'cmd-1' }), newRecord({ command: 'cmd-1' })];
        const [refused, other] = await Promise.allSettled([
          store.append([{ stream: 'a', expected: 0, records: twice }]),
          appendOne(store, 'b', 0),
        ]);
        expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'store/invalid-append' } });
        expect(other).toMatchObject({ status: 'fulfilled', value: { kind: 'appended' } });
        expect(await store.readStream('a')).toEqual([]);
      });
    });

    describe('payloads', () => {
      test.each(awkwardPayloads)('come back byte for byte: %s', async (_title, data) => {
        await store.append([{ stream: 'a', expected: 0, records: [newRecord({ data })] }]);
        const [record] = await store.readStream('a');
        expect(Buffer.from(record?.data ?? '').equals(Buffer.from(data))).toBe(true);
      });
    });

    describe('reading', () => {
      test('gives nothing of a stream nobody wrote and a head of 0', async () => {
        expect(await store.readStream('nobody')).toEqual([]);
        expect(await store.readAll(0)).toEqual([]);
        expect(await store.head()).toBe(0);
      });

      test('goes on after a version, at most as many as asked for', async () => {
        await store.append([{ stream: 'a', expected: 0, records: repeat(5) }]);
        expect((await store.readStream('a', 2)).map(({ version }) => version)).toEqual([3, 4, 5]);
        expect((await store.readStream('a', 1, 2)).map(({ version }) => version)).toEqual([2, 3]);
        expect(await store.readStream('a', 5)).toEqual([]);
      });

      test('pages through the whole log, 1000 at a time unless asked otherwise', async () => {
        await store.append([{ stream: 'a', expected: 0, records: repeat(1500) }]);
        const first = await store.readAll(0);
        expect(first).toHaveLength(1000);
        const rest = await store.readAll(first.at(-1)?.position ?? 0);
        expect(rest.map(({ version }) => version)).toEqual(Array.from({ length: 500 }, (_, index) => 1001 + index));
        expect(await store.readAll(0, 3)).toHaveLength(3);
        expect(await store.readStream('a')).toHaveLength(1500);
      });
    });

    describe('tail', () => {
      test('gives what is there and then what comes, each once', async () => {
        await store.append([{ stream: 'a', expected: 0, records: repeat(3) }]);
        const seen: StoredRecord[] = [];
        const tail = store.tail(0, (records) => seen.push(...records));
        await waitUntil(() => seen.length === 3);
        await appendOne(store, 'a', 3);
        await waitUntil(() => seen.length === 4);
        tail.stop();
        expect(seen).toEqual(await store.readAll(0));
      });

      test('starts after a position', async () => {
        const result = await store.append([{ stream: 'a', expected: 0, records: repeat(3) }]);
        if (result.kind === 'conflict') throw new Error('conflict');
        const seen: number[] = [];
        const tail = store.tail(result.records[1]?.position ?? 0, (records) => {
          seen.push(...records.map(({ version }) => version));
        });
        await appendOne(store, 'a', 3);
        await waitUntil(() => seen.length >= 2);
        tail.stop();
        expect(seen).toEqual([3, 4]);
      });

      test('gives every record once and in order while 40 writers append', async () => {
        const seen: StoredRecord[] = [];
        const early = store.tail(0, (records) => seen.push(...records));
        const late: StoredRecord[] = [];
        const writers = Array.from({ length: 40 }, (_, index) => writeMany(store, `flow-${index}`, 25));
        const tail = store.tail(0, (records) => late.push(...records));
        await Promise.all(writers);
        await waitUntil(() => seen.length >= 1000 && late.length >= 1000);
        early.stop();
        tail.stop();
        const log = await store.readAll(0);
        expect(seen).toEqual(log);
        expect(late).toEqual(log);
        expect(isAscending(log)).toBe(true);
      });

      test('gives nothing after it was stopped, even from inside its callback', async () => {
        await store.append([{ stream: 'a', expected: 0, records: repeat(1500) }]);
        const seen: StoredRecord[] = [];
        const tail = store.tail(0, (records) => {
          seen.push(...records);
          tail.stop();
        });
        const other: StoredRecord[] = [];
        const witness = store.tail(0, (records) => other.push(...records));
        await appendOne(store, 'a', 1500);
        await waitUntil(() => other.length === 1501);
        witness.stop();
        expect(seen).toHaveLength(1000);
      });
    });

    describe('after close', () => {
      test('everything is refused by code, and closing again is fine', async () => {
        await appendOne(store, 'a', 0);
        await store.close();
        const closed = { code: 'store/closed' };
        await expect(appendOne(store, 'a', 1)).rejects.toMatchObject(closed);
        await expect(store.readStream('a')).rejects.toMatchObject(closed);
        await expect(store.readAll(0)).rejects.toMatchObject(closed);
        await expect(store.head()).rejects.toMatchObject(closed);
        expect(() => store.tail(0, () => {})).toThrow(expect.objectContaining(closed));
        await store.close();
      });

      test('what was pushed before is settled first', async () => {
        const pushed = appendOne(store, 'a', 0);
        await store.close();
        expect(await pushed).toMatchObject({ kind: 'appended' });
      });

      test('no tail is called any more', async () => {
        let calls = 0;
        store.tail(0, () => (calls += 1));
        await appendOne(store, 'a', 0);
        await waitUntil(() => calls === 1);
        await Promise.all([appendOne(store, 'a', 1), store.close()]);
        await new Promise((resolve) => setImmediate(resolve));
        expect(calls).toBe(1);
      });
    });

    test('a log opened again holds the same records and goes on with the next version', async ({ skip }) => {
      skip(!harness.shared, 'this log lives in one store');
      await store.append([{ stream: 'a', expected: 0, records: [newRecord({ command: 'cmd-1' }), newRecord()] }]);
      const before = await store.readAll(0);
      await store.close();
      const again = open();
      expect(await again.readAll(0)).toEqual(before);
      expect(await appendOne(again, 'a', 1)).toMatchObject({ kind: 'conflict', actual: 2 });
      expect(await appendOne(again, 'a', 2)).toMatchObject({ kind: 'appended', records: [{ version: 3 }] });
    });

    test('a tail of one store gives what two stores append, each once and in order', async ({ skip }) => {
      skip(!harness.shared, 'this log lives in one store');
      const other = open();
      const seen: StoredRecord[] = [];
      const tail = store.tail(0, (records) => seen.push(...records));
      await Promise.all([writeMany(store, 'a', 40), writeMany(other, 'b', 40)]);
      await waitUntil(() => seen.length >= 80);
      tail.stop();
      expect(seen).toEqual(await other.readAll(0));
    });
  });
};

const repeat = (count: number) => Array.from({ length: count }, () => newRecord());

const writeMany = async (store: EventStore, stream: string, count: number): Promise<void> => {
  for (let version = 0; version < count; version += 1) await appendOne(store, stream, version);
};

const isAscending = (records: readonly StoredRecord[]): boolean =>
  records.every(({ position }, index) => position > (records[index - 1]?.position ?? 0));
