import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acquireOwnerLock, readOwner } from '../../../src/adapters/stores/owner-lock.ts';
import { startChild, type Child } from '../../fixtures/stores/child.ts';
import { waitUntil } from '../../fixtures/stores/records.ts';

let dir: string;
let dataDir: string;
let children: Child[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'owner-lock-'));
  dataDir = join(dir, 'data');
  children = [];
});

afterEach(async () => {
  for (const child of children) await child.kill();
  rmSync(dir, { recursive: true });
});

const ours = { pid: process.pid, url: null, startedAt: '2026-03-01T12:00:00.000Z', version: '0.1.0' };
const acquire = (waitMs: number, signal?: AbortSignal) =>
  acquireOwnerLock({ dataDir, waitMs, info: ours, ...(signal === undefined ? {} : { signal }) });

const startOwner = async (url: string): Promise<Child> => {
  const child = startChild('hold-lock.ts', [dataDir, url]);
  children.push(child);
  await waitUntil(() => child.lines.length === 1);
  return child;
};

const mustAcquire = async (waitMs = 0) => {
  const lock = await acquire(waitMs);
  if (!lock.ok) throw new Error(`held by ${JSON.stringify(lock.owner)}`);
  return lock;
};

describe('a data directory', () => {
  test('has no owner before anyone asks, and asking makes nothing', async () => {
    expect(await readOwner(dataDir)).toBeNull();
    expect(() => statSync(dataDir)).toThrow('ENOENT');
  });

  test('has the owner that acquired it, until it is released', async () => {
    const lock = await mustAcquire();
    expect(await readOwner(dataDir)).toEqual(ours);
    await lock.publish({ ...ours, url: 'http://127.0.0.1:4711' });
    expect(await readOwner(dataDir)).toEqual({ ...ours, url: 'http://127.0.0.1:4711' });
    await lock.release();
    await lock.release();
    expect(await readOwner(dataDir)).toBeNull();
    await expect(lock.publish(ours)).rejects.toThrow('was released');
  });

  test('names its owner in a file only this user may read', async () => {
    const lock = await mustAcquire();
    expect(statSync(join(dataDir, 'server.json')).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8'))).toEqual(ours);
    await lock.release();
    expect(() => statSync(join(dataDir, 'server.json'))).toThrow('ENOENT');
  });

  test('keeps its owner while the same process asks again', async () => {
    const lock = await mustAcquire();
    expect(await acquire(0)).toEqual({ ok: false, owner: ours });
    expect(await readOwner(dataDir)).toEqual(ours);
    const other = await startOwner('http://127.0.0.1:2');
    expect(JSON.parse(other.lines[0] ?? '')).toEqual({ ok: false, owner: ours });
    await lock.release();
    await (await mustAcquire()).release();
  });

  test('is refused to a second process, which learns who the owner is', async () => {
    const owner = await startOwner('http://127.0.0.1:1');
    const named = { pid: owner.pid, url: 'http://127.0.0.1:1', version: '1.2.3' };
    expect(await acquire(0)).toMatchObject({ ok: false, owner: named });
    expect(await readOwner(dataDir)).toMatchObject(named);
    const second = await startOwner('http://127.0.0.1:2');
    expect(JSON.parse(second.lines[0] ?? '')).toMatchObject({ ok: false, owner: named });
  });

  test('is free at once when its owner is killed, although server.json still names it', async () => {
    const owner = await startOwner('http://127.0.0.1:1');
    await owner.kill();
    expect(JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8'))).toMatchObject({ pid: owner.pid });
    expect(await readOwner(dataDir)).toBeNull();
    await (await mustAcquire()).release();
  });

  test('goes to the one who waits when its owner leaves', async () => {
    const owner = await startOwner('http://127.0.0.1:1');
    const waiting = mustAcquire(10_000);
    owner.endInput();
    const lock = await waiting;
    await owner.ended;
    expect(await readOwner(dataDir)).toEqual(ours);
    await lock.release();
  });

  test('goes to the one who waits when its owner is killed', async () => {
    const owner = await startOwner('http://127.0.0.1:1');
    const waiting = mustAcquire(10_000);
    await owner.kill();
    await (await waiting).release();
  });

  test('is no longer waited for once the wait is aborted', async () => {
    const lock = await mustAcquire();
    await expect(acquire(10_000, AbortSignal.timeout(30))).rejects.toThrow(/abort/i);
    expect(await readOwner(dataDir)).toEqual(ours);
    await lock.release();
  });

  test.each(['', '{', '{"pid":"x"}', 'null'])('has an unnamed owner when server.json says %j', async (text) => {
    const lock = await mustAcquire();
    writeFileSync(join(dataDir, 'server.json'), text);
    expect(await readOwner(dataDir)).toBeNull();
    expect(await acquire(0)).toEqual({ ok: false, owner: null });
    await lock.release();
  });
});
