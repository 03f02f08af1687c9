import { describe, expect, test } from 'vitest';
import type { StoredRecord } from '../../src/machines/ports/event-store.ts';
import { appendOne, appendMany, isAscending, newRecord, repeat, waitUntil } from '../fixtures/stores/records.ts';
import type { LogUnderTest } from './log-under-test.ts';

/** What reading, tailing, closing and opening again promise. */
export const describeReads = (log: LogUnderTest): void => {
  describe('reading', () => {
    test('gives nothing of a stream nobody wrote and a head of 0', async () => {
      expect(await log.store.readStream('nobody')).toEqual([]);
      expect(await log.store.readAll(0)).toEqual([]);
      expect(await log.store.head()).toBe(0);
    });

    test('goes on after a version, at most as many as asked for', async () => {
      await log.store.append([{ stream: 'a', expected: 0, records: repeat(5) }]);
      expect((await log.store.readStream('a', 2)).map(({ version }) => version)).toEqual([3, 4, 5]);
      expect((await log.store.readStream('a', 1, 2)).map(({ version }) => version)).toEqual([2, 3]);
      expect(await log.store.readStream('a', 5)).toEqual([]);
    });

    test('pages through the whole log, 1000 at a time unless asked otherwise', async () => {
      await log.store.append([{ stream: 'a', expected: 0, records: repeat(1500) }]);
      const first = await log.store.readAll(0);
      expect(first).toHaveLength(1000);
      const rest = await log.store.readAll(first.at(-1)?.position ?? 0);
      expect(rest.map(({ version }) => version)).toEqual(Array.from({ length: 500 }, (_, index) => 1001 + index));
      expect(await log.store.readAll(0, 3)).toHaveLength(3);
      expect(await log.store.readStream('a')).toHaveLength(1500);
    });
  });

  describe('tail', () => {
    test('gives what is there and then what comes, each once', async () => {
      await log.store.append([{ stream: 'a', expected: 0, records: repeat(3) }]);
      const seen: StoredRecord[] = [];
      const tail = log.store.tail(0, (records) => seen.push(...records));
      await waitUntil(() => seen.length === 3);
      await appendOne(log.store, 'a', 3);
      await waitUntil(() => seen.length === 4);
      tail.stop();
      expect(seen).toEqual(await log.store.readAll(0));
    });

    test('starts after a position', async () => {
      const result = await log.store.append([{ stream: 'a', expected: 0, records: repeat(3) }]);
      if (result.kind === 'conflict') throw new Error('conflict');
      const seen: number[] = [];
      const tail = log.store.tail(result.records[1]?.position ?? 0, (records) => {
        seen.push(...records.map(({ version }) => version));
      });
      await appendOne(log.store, 'a', 3);
      await waitUntil(() => seen.length >= 2);
      tail.stop();
      expect(seen).toEqual([3, 4]);
    });

    test('gives every record once and in order while 40 writers append', async () => {
      const seen: StoredRecord[] = [];
      const early = log.store.tail(0, (records) => seen.push(...records));
      const late: StoredRecord[] = [];
      const writers = Array.from({ length: 40 }, (_, index) => appendMany(log.store, `flow-${index}`, 25));
      const tail = log.store.tail(0, (records) => late.push(...records));
      await Promise.all(writers);
      await waitUntil(() => seen.length >= 1000 && late.length >= 1000);
      early.stop();
      tail.stop();
      const all = await log.store.readAll(0);
      expect(seen).toEqual(all);
      expect(late).toEqual(all);
      expect(isAscending(all)).toBe(true);
    });

    test('gives nothing after it was stopped, even from inside its callback', async () => {
      await log.store.append([{ stream: 'a', expected: 0, records: repeat(1500) }]);
      const seen: StoredRecord[] = [];
      const tail = log.store.tail(0, (records) => {
        seen.push(...records);
        tail.stop();
      });
      const other: StoredRecord[] = [];
      const witness = log.store.tail(0, (records) => other.push(...records));
      await appendOne(log.store, 'a', 1500);
      await waitUntil(() => other.length === 1501);
      witness.stop();
      expect(seen).toHaveLength(1000);
    });
  });

  describe('after close', () => {
    test('everything is refused by code, and closing again is fine', async () => {
      await appendOne(log.store, 'a', 0);
      await log.store.close();
      const closed = { code: 'store/closed' };
      await expect(appendOne(log.store, 'a', 1)).rejects.toMatchObject(closed);
      await expect(log.store.readStream('a')).rejects.toMatchObject(closed);
      await expect(log.store.readAll(0)).rejects.toMatchObject(closed);
      await expect(log.store.head()).rejects.toMatchObject(closed);
      expect(() => log.store.tail(0, () => {})).toThrow(expect.objectContaining(closed));
      await log.store.close();
    });

    test('what was pushed before is settled first', async () => {
      const pushed = appendOne(log.store, 'a', 0);
      await log.store.close();
      expect(await pushed).toMatchObject({ kind: 'appended' });
    });

    test('no tail is called any more', async () => {
      let calls = 0;
      log.store.tail(0, () => (calls += 1));
      await appendOne(log.store, 'a', 0);
      await waitUntil(() => calls === 1);
      await Promise.all([appendOne(log.store, 'a', 1), log.store.close()]);
      await new Promise((resolve) => setImmediate(resolve));
      expect(calls).toBe(1);
    });
  });

  if (!log.shared) return;

  test('a log opened again holds the same records and goes on with the next version', async () => {
    await log.store.append([{ stream: 'a', expected: 0, records: [newRecord({ command: 'cmd-1' }), newRecord()] }]);
    const before = await log.store.readAll(0);
    await log.store.close();
    const again = log.open();
    expect(await again.readAll(0)).toEqual(before);
    expect(await appendOne(again, 'a', 1)).toMatchObject({ kind: 'conflict', actual: 2 });
    expect(await appendOne(again, 'a', 2)).toMatchObject({ kind: 'appended', records: [{ version: 3 }] });
  });

  test('a tail of one store gives what two stores append, each once and in order', async () => {
    const other = log.open();
    const seen: StoredRecord[] = [];
    const tail = log.store.tail(0, (records) => seen.push(...records));
    await Promise.all([appendMany(log.store, 'a', 40), appendMany(other, 'b', 40)]);
    await waitUntil(() => seen.length >= 80);
    tail.stop();
    expect(seen).toEqual(await other.readAll(0));
  });
};
