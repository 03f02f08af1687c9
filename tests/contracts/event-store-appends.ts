import { describe, expect, test } from 'vitest';
import { appendOne, awkwardPayloads, isAscending, newRecord, repeat } from '../fixtures/stores/records.ts';
import type { LogUnderTest } from './log-under-test.ts';

/** What an append promises. */
export const describeAppends = (log: LogUnderTest): void => {
  describe('append', () => {
    test('gives versions per stream and positions over the whole log', async () => {
      await log.store.append([{ stream: 'a', expected: 0, records: [newRecord(), newRecord()] }]);
      await log.store.append([{ stream: 'b', expected: 0, records: [newRecord()] }]);
      const result = await log.store.append([{ stream: 'a', expected: 2, records: [newRecord()] }]);
      expect(result).toMatchObject({ kind: 'appended', records: [{ stream: 'a', version: 3 }] });
      const all = await log.store.readAll(0);
      expect(all.map(({ stream, version }) => [stream, version])).toEqual([
        ['a', 1],
        ['a', 2],
        ['b', 1],
        ['a', 3],
      ]);
      expect(isAscending(all)).toBe(true);
      expect(await log.store.head()).toBe(all.at(-1)?.position);
    });

    test('answers with the records as they are read afterwards', async () => {
      const record = newRecord({ causation: '3.0', command: 'cmd-1', schema: 2 });
      const result = await log.store.append([{ stream: 'a', expected: 0, records: [record] }]);
      if (result.kind !== 'appended') throw new Error(result.kind);
      expect(result.records).toEqual(await log.store.readStream('a'));
      expect(result.records[0]).toMatchObject({ ...record, version: 1 });
    });

    test.each([
      [1, 0, 2],
      [2, 2, 1],
      [3, 2, 3],
    ])('is a conflict naming the actual version (case %i)', async (_case, actual, expected) => {
      if (actual > 0) await log.store.append([{ stream: 'a', expected: 0, records: repeat(actual) }]);
      const result = await log.store.append([{ stream: 'a', expected, records: [newRecord()] }]);
      expect(result).toEqual({ kind: 'conflict', stream: 'a', expected, actual });
      expect(await log.store.readStream('a')).toHaveLength(actual);
    });

    test('is a conflict when the stream must not exist but does', async () => {
      await appendOne(log.store, 'a', 0);
      expect(await appendOne(log.store, 'a', 0)).toEqual({ kind: 'conflict', stream: 'a', expected: 0, actual: 1 });
    });

    test('has one winner among 30 racing creators and 29 typed conflicts', async () => {
      const stores = log.shared ? [log.store, log.open(), log.open()] : [log.store];
      const racers = Array.from({ length: 30 }, (_, index) => stores[index % stores.length] ?? log.store);
      const results = await Promise.all(racers.map((racer) => appendOne(racer, 'profile-coder', 0)));
      expect(results.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
      const conflict = { kind: 'conflict', stream: 'profile-coder', expected: 0, actual: 1 };
      expect(results.filter(({ kind }) => kind === 'conflict')).toEqual(Array.from({ length: 29 }, () => conflict));
      expect(await log.store.readStream('profile-coder')).toHaveLength(1);
    });

    if (log.shared)
      test('is judged by what another store wrote since', async () => {
        const other = log.open();
        await appendOne(log.store, 'a', 0);
        expect(await appendOne(other, 'a', 1)).toMatchObject({ kind: 'appended', records: [{ version: 2 }] });
        expect(await appendOne(log.store, 'a', 1)).toMatchObject({ kind: 'conflict', actual: 2 });
        expect(await appendOne(log.store, 'a', 2)).toMatchObject({ kind: 'appended', records: [{ version: 3 }] });
        expect(await appendOne(other, 'a', 2)).toMatchObject({ kind: 'conflict', actual: 3 });
      });

    test('writes several streams together', async () => {
      const result = await log.store.append([
        { stream: 'flow-1', expected: 0, records: [newRecord(), newRecord()] },
        { stream: 'profile-coder', expected: 0, records: [newRecord()] },
      ]);
      expect(result.kind).toBe('appended');
      expect(await log.store.readStream('flow-1')).toHaveLength(2);
      expect(await log.store.readStream('profile-coder')).toHaveLength(1);
    });

    test('writes none of several streams when one of them conflicts', async () => {
      await appendOne(log.store, 'profile-coder', 0);
      const result = await log.store.append([
        { stream: 'flow-1', expected: 0, records: [newRecord()] },
        { stream: 'profile-coder', expected: 0, records: [newRecord()] },
      ]);
      expect(result).toEqual({ kind: 'conflict', stream: 'profile-coder', expected: 0, actual: 1 });
      expect(await log.store.readStream('flow-1')).toEqual([]);
      expect(await log.store.readAll(0)).toHaveLength(1);
    });

    test('does not fail the others when one of many at once conflicts', async () => {
      await appendOne(log.store, 'taken', 0);
      const streams = ['a', 'taken', 'b', 'taken', 'c'];
      const results = await Promise.all(streams.map((stream) => appendOne(log.store, stream, 0)));
      expect(results.map(({ kind }) => kind)).toEqual(['appended', 'conflict', 'appended', 'conflict', 'appended']);
    });

    test('sees the records of one stream it names twice', async () => {
      const result = await log.store.append([
        { stream: 'a', expected: 0, records: [newRecord()] },
        { stream: 'a', expected: 1, records: [newRecord()] },
      ]);
      expect(result).toMatchObject({ kind: 'appended', records: [{ version: 1 }, { version: 2 }] });
    });

    test('only compares versions when there is nothing to write', async () => {
      expect(await log.store.append([{ stream: 'a', expected: 0, records: [] }])).toEqual({
        kind: 'appended',
        records: [],
      });
      expect(await log.store.append([{ stream: 'a', expected: 1, records: [] }])).toMatchObject({ kind: 'conflict' });
      expect(await appendOne(log.store, 'a', 0)).toMatchObject({ kind: 'appended' });
    });
  });

  describe('a command id', () => {
    const command = [newRecord({ command: 'cmd-1', type: 'item.retried' }), newRecord({ type: 'install.queued' })];

    test('recorded before is answered with its own records, whatever version is expected', async () => {
      await appendOne(log.store, 'a', 0);
      const first = await log.store.append([{ stream: 'a', expected: 1, records: command }]);
      await appendOne(log.store, 'a', 3);
      for (const expected of [1, 4]) {
        const again = await log.store.append([{ stream: 'a', expected, records: command }]);
        expect(again).toEqual({ ...first, kind: 'duplicate' });
      }
      expect(await log.store.readStream('a')).toHaveLength(4);
    });

    test('sent 20 times at once is written once', async () => {
      const sends = Array.from({ length: 20 }, () =>
        log.store.append([{ stream: 'a', expected: 0, records: command }]),
      );
      const results = await Promise.all(sends);
      expect(results.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
      expect(results.filter(({ kind }) => kind === 'duplicate')).toHaveLength(19);
      expect(await log.store.readStream('a')).toHaveLength(2);
    });

    test('is free in another stream', async () => {
      await log.store.append([{ stream: 'a', expected: 0, records: command }]);
      const other = await log.store.append([{ stream: 'b', expected: 0, records: command }]);
      expect(other.kind).toBe('appended');
    });

    test('is recorded by the append that conflicted only once it is sent again', async () => {
      await log.store.append([{ stream: 'a', expected: 5, records: command }]);
      const again = await log.store.append([{ stream: 'a', expected: 0, records: command }]);
      expect(again.kind).toBe('appended');
    });

    test('named by two records of one append is refused, and the others at once are not', async () => {
      const twice = [newRecord({ command: 'cmd-1' }), newRecord({ command: 'cmd-1' })];
      const [refused, other] = await Promise.allSettled([
        log.store.append([{ stream: 'a', expected: 0, records: twice }]),
        appendOne(log.store, 'b', 0),
      ]);
      expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'store/invalid-append' } });
      expect(other).toMatchObject({ status: 'fulfilled', value: { kind: 'appended' } });
      expect(await log.store.readStream('a')).toEqual([]);
    });
  });

  describe('payloads', () => {
    test.each(awkwardPayloads)('come back byte for byte: %s', async (_title, data) => {
      await log.store.append([{ stream: 'a', expected: 0, records: [newRecord({ data })] }]);
      const [record] = await log.store.readStream('a');
      expect(Buffer.from(record?.data ?? '').equals(Buffer.from(data))).toBe(true);
    });
  });
};
