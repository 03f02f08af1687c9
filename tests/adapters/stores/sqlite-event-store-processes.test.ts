import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSqliteEventStore } from '../../../src/adapters/stores/sqlite-event-store.ts';
import type { StoredRecord } from '../../../src/machines/ports/event-store.ts';
import { startChild, type Child } from '../../fixtures/stores/child.ts';
import { appendOne, waitUntil } from '../../fixtures/stores/records.ts';

let dir: string;
let path: string;
let children: Child[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'event-store-'));
  path = join(dir, 'events.db');
  children = [];
});

afterEach(async () => {
  for (const child of children) await child.kill();
  rmSync(dir, { recursive: true });
});

const startAppending = (prefix: string, writers: number, count = Infinity): Child => {
  const child = startChild('append-loop.ts', [path, prefix, String(writers), String(count)]);
  children.push(child);
  return child;
};

const openStore = (pollMs?: number) => createSqliteEventStore({ path, ...(pollMs === undefined ? {} : { pollMs }) });

describe('a SQLite event log shared by processes', () => {
  test('is tailed by one process while two others append, each record once and in order', async () => {
    const store = openStore();
    const seen: StoredRecord[] = [];
    const tail = store.tail(0, (records) => seen.push(...records));
    const writers = [startAppending('left', 4, 50), startAppending('right', 4, 50)];
    await Promise.all(writers.map(({ ended }) => ended));
    await waitUntil(() => seen.length >= 400);
    tail.stop();
    expect(seen).toEqual(await store.readAll(0));
    expect(new Set(seen.map(({ position }) => position)).size).toBe(400);
    await store.close();
  });

  test('is tailed by the bell, long before the poll', async () => {
    const store = openStore(60_000);
    const seen: StoredRecord[] = [];
    const tail = store.tail(0, (records) => seen.push(...records));
    await waitForTurn();
    startAppending('other', 1, 5);
    await waitUntil(() => seen.length === 5);
    tail.stop();
    await store.close();
  });

  test('is tailed by the poll when the bell was removed', async () => {
    const store = openStore(20);
    rmSync(`${path}.bell`);
    const seen: StoredRecord[] = [];
    const tail = store.tail(0, (records) => seen.push(...records));
    startAppending('other', 1, 5);
    await waitUntil(() => seen.length === 5);
    tail.stop();
    await store.close();
  });

  test('takes appends of several processes at once without a busy error', async () => {
    const store = openStore();
    const others = [startAppending('left', 8, 40), startAppending('right', 8, 40)];
    for (let version = 0; version < 100; version += 1) {
      expect(await appendOne(store, 'own', version)).toMatchObject({ kind: 'appended' });
    }
    await Promise.all(others.map(({ ended }) => ended));
    expect(others.map(({ lines }) => lines.length)).toEqual([320, 320]);
    expect(await store.readAll(0, 2000)).toHaveLength(740);
    await store.close();
  });
});

describe('a SQLite event log whose writer is killed', () => {
  test('holds every acknowledged append and no gaps, 24 kills in a row', { timeout: 60_000 }, async () => {
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < 24; round += 1) {
      const child = startAppending('w', 1 + (round % 8));
      await waitUntil(() => child.lines.length > Math.random() * 400);
      await child.kill();
      for (const line of child.lines) remember(acknowledged, line);
      await expectAllThere(acknowledged);
    }
    expect([...acknowledged.values()].reduce((sum, version) => sum + version, 0)).toBeGreaterThan(24);
  });
});

const remember = (acknowledged: Map<string, number>, line: string): void => {
  const [stream = '', version = '0'] = line.split(' ');
  acknowledged.set(stream, Math.max(acknowledged.get(stream) ?? 0, Number(version)));
};

const expectAllThere = async (acknowledged: ReadonlyMap<string, number>): Promise<void> => {
  const store = openStore();
  for (const [stream, version] of acknowledged) {
    const records = await store.readStream(stream);
    expect(records.length).toBeGreaterThanOrEqual(version);
    expect(records.map((record) => record.version)).toEqual(records.map((_, index) => index + 1));
    expect(records.map(({ data }) => data)).toEqual(
      records.map((_, index) => JSON.stringify({ stream, expected: index })),
    );
  }
  await store.close();
};

const waitForTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
