import { expect, test } from 'vitest';
import { createTail } from '../../../src/adapters/stores/tail.ts';
import type { StoredRecord } from '../../../src/machines/ports/event-store.ts';
import { newRecord, waitUntil } from '../../fixtures/stores/records.ts';

const toRecord = (position: number): StoredRecord => ({ ...newRecord(), stream: 'a', version: position, position });

const startTail = (log: readonly StoredRecord[]) => {
  const seen: number[] = [];
  let reads = 0;
  const tail = createTail({
    after: 0,
    read: (after) => {
      reads += 1;
      return log.filter(({ position }) => position > after).slice(0, 2);
    },
    onRecords: (records) => seen.push(...records.map(({ position }) => position)),
  });
  return { tail, seen, reads: () => reads };
};

test('reads what another process put before the records it is offered', async () => {
  const log = [toRecord(1)];
  const { tail, seen, reads } = startTail(log);
  await waitUntil(() => reads() === 2);
  log.push(toRecord(2), toRecord(3));
  tail.offer(log.slice(2));
  await waitUntil(() => seen.length === 3);
  expect(seen).toEqual([1, 2, 3]);
});

test('reads what another process put between the records it is offered', async () => {
  const log = [toRecord(1)];
  const { tail, seen, reads } = startTail(log);
  await waitUntil(() => reads() === 2);
  log.push(toRecord(2), toRecord(3), toRecord(4));
  tail.offer([toRecord(2)]);
  tail.offer([toRecord(4)]);
  await waitUntil(() => seen.length === 4);
  expect(seen).toEqual([1, 2, 3, 4]);
});

test('does not read what it is offered in order', async () => {
  const log = [toRecord(1)];
  const { tail, seen, reads } = startTail(log);
  await waitUntil(() => reads() === 2);
  log.push(toRecord(2));
  tail.offer(log.slice(1));
  await waitUntil(() => seen.length === 2);
  expect(reads()).toBe(2);
});

test('gives nothing twice that it is offered late', async () => {
  const log = [toRecord(1), toRecord(2)];
  const { tail, seen, reads } = startTail(log);
  await waitUntil(() => reads() === 2);
  log.push(toRecord(3), toRecord(4));
  tail.offer([toRecord(2), toRecord(4)]);
  await waitUntil(() => seen.length >= 4);
  expect(seen).toEqual([1, 2, 3, 4]);
});
