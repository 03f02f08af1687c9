import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSqliteEventStore } from '../../../src/adapters/stores/sqlite-event-store.ts';
import { migrations } from '../../../src/adapters/stores/sqlite-schema.ts';
import { appendOne, newRecord, waitUntil } from '../../fixtures/stores/records.ts';

const anError: unknown = expect.any(Error);
const saying = (text: string): unknown => expect.stringContaining(text);

let dir: string;
let path: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'event-store-'));
  path = join(dir, 'events.db');
});

afterEach(() => rmSync(dir, { recursive: true }));

const holdLock = (): { release(): void } => {
  const db = new DatabaseSync(path);
  db.exec('BEGIN IMMEDIATE');
  return { release: () => db.close() };
};

test('an append waits for another process that holds the log, and reads go on meanwhile', async () => {
  const store = createSqliteEventStore({ path });
  await appendOne(store, 'a', 0);
  const lock = holdLock();
  let settled = false;
  const waiting = appendOne(store, 'a', 1).finally(() => (settled = true));
  for (let turn = 0; turn < 20; turn += 1) expect(await store.head()).toBe(1);
  expect(settled).toBe(false);
  lock.release();
  expect(await waiting).toMatchObject({ kind: 'appended' });
  await store.close();
});

test('an append that waited too long is refused as busy, in words, and the next one is not', async () => {
  const store = createSqliteEventStore({ path, busyTimeoutMs: 40 });
  const lock = holdLock();
  const refused = await Promise.allSettled([appendOne(store, 'a', 0), appendOne(store, 'b', 0)]);
  const reason = { code: 'store/busy', message: saying('Another process') };
  expect(refused).toMatchObject([{ reason }, { reason }]);
  lock.release();
  expect(await appendOne(store, 'a', 0)).toMatchObject({ kind: 'appended' });
  await store.close();
});

test('closing settles what still waits for a lock', async () => {
  const store = createSqliteEventStore({ path, busyTimeoutMs: 40 });
  const lock = holdLock();
  const [refused] = await Promise.all([appendOne(store, 'a', 0).catch((error: unknown) => error), store.close()]);
  lock.release();
  expect(refused).toMatchObject({ code: 'store/busy' });
});

test('an append that cannot be stored does not take the others of its turn with it', async () => {
  const store = createSqliteEventStore({ path });
  const broken = newRecord({ schema: 0.5 });
  const [refused, other] = await Promise.allSettled([
    store.append([{ stream: 'a', expected: 0, records: [newRecord(), broken] }]),
    appendOne(store, 'b', 0),
  ]);
  expect(refused).toMatchObject({ reason: { code: 'store/unavailable', cause: anError } });
  expect(other).toMatchObject({ value: { kind: 'appended' } });
  expect(await store.readStream('a')).toEqual([]);
  expect(await appendOne(store, 'a', 0)).toMatchObject({ kind: 'appended', records: [{ version: 1 }] });
  await store.close();
});

test('a full disk is reported by code with its cause, and the store works once there is space', async ({ skip }) => {
  const disk = join(dir, 'disk');
  skip(!mountSmallDisk(disk), 'a small tmpfs can only be mounted by root');
  try {
    const store = createSqliteEventStore({ path: join(disk, 'events.db') });
    await appendOne(store, 'a', 0);
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(freeBytes(disk) - 64 * 1024));
    const big = newRecord({ data: JSON.stringify('x'.repeat(200_000)) });
    const full = store.append([{ stream: 'a', expected: 1, records: [big] }]);
    await expect(full).rejects.toMatchObject({
      code: 'store/unavailable',
      message: saying('free space'),
      cause: anError,
    });
    expect(await store.readStream('a')).toHaveLength(1);
    rmSync(join(disk, 'ballast'));
    expect(await store.append([{ stream: 'a', expected: 1, records: [big] }])).toMatchObject({ kind: 'appended' });
    await store.close();
  } finally {
    execFileSync('umount', ['--lazy', disk]);
  }
});

test('a file that is no database is refused in words and left alone', () => {
  writeFileSync(path, 'notes '.repeat(1000));
  const opening = () => createSqliteEventStore({ path });
  expect(opening).toThrow(expect.objectContaining({ code: 'store/unavailable', cause: anError }));
  expect(statSync(path).size).toBe(6000);
});

test('a database of another program is refused and left alone', () => {
  const db = new DatabaseSync(path);
  db.exec('CREATE TABLE songs (title TEXT)');
  db.close();
  const before = readFileSync(path);
  expect(() => createSqliteEventStore({ path })).toThrow('another program (it has a table songs)');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a log written by a newer version is refused', async () => {
  await createSqliteEventStore({ path }).close();
  const db = new DatabaseSync(path);
  db.exec(`UPDATE schema_version SET version = ${migrations.length + 1}`);
  db.close();
  expect(() => createSqliteEventStore({ path })).toThrow('newer version of this program');
});

test('a log opened again has its write-ahead log made long enough at once', async () => {
  const sizes: number[] = [];
  for (let opening = 0; opening < 2; opening += 1) {
    const store = createSqliteEventStore({ path });
    sizes.push(statSync(`${path}-wal`).size);
    expect(await appendOne(store, 'a', opening)).toMatchObject({ kind: 'appended' });
    await store.close();
  }
  expect(Math.min(...sizes)).toBeGreaterThan(4_000_000);
});

test('only this user may read the log', async () => {
  const store = createSqliteEventStore({ path });
  await appendOne(store, 'a', 0);
  const modes = ['', '-wal', '-shm', '.bell'].map((suffix) => statSync(path + suffix).mode & 0o777);
  expect(modes).toEqual([0o600, 0o600, 0o600, 0o600]);
  await store.close();
});

test('a callback that throws ends neither its tail nor the store', async () => {
  const uncaught: unknown[] = [];
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => uncaught.push(error));
  const store = createSqliteEventStore({ path });
  let calls = 0;
  store.tail(0, () => {
    calls += 1;
    throw new Error('reader fault');
  });
  await appendOne(store, 'a', 0);
  await waitUntil(() => calls === 1);
  await appendOne(store, 'a', 1);
  await waitUntil(() => calls === 2 && uncaught.length === 2);
  await store.close();
  process.removeAllListeners('uncaughtException');
  for (const listener of listeners) process.on('uncaughtException', listener);
  expect(uncaught).toMatchObject([{ message: 'reader fault' }, { message: 'reader fault' }]);
});

const mountSmallDisk = (at: string): boolean => {
  mkdirSync(at);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const freeBytes = (at: string): number => {
  const fields = execFileSync('df', ['--output=avail', '-B1', at], { encoding: 'utf8' }).trim().split('\n');
  return Number(fields.at(-1));
};
