import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { retryBusy } from '../../../src/adapters/stores/retry-busy.ts';

let dir: string;
let reader: DatabaseSync;
let holder: DatabaseSync;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'retry-busy-'));
  reader = new DatabaseSync(join(dir, 'any.db'), { timeout: 0 });
  holder = new DatabaseSync(join(dir, 'any.db'));
  holder.exec('BEGIN EXCLUSIVE');
});

afterEach(() => {
  reader.close();
  holder.close();
  rmSync(dir, { recursive: true });
});

const countTables = () => reader.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.['count'];

test('a read waits until the lock is given back', async () => {
  const reading = retryBusy(countTables, 'any.db', 10_000);
  holder.exec('COMMIT');
  expect(await reading).toBe(0);
});

test('a read that waited too long is refused as busy', async () => {
  await expect(retryBusy(countTables, 'any.db', 20)).rejects.toMatchObject({ code: 'store/busy' });
});

test('a read that fails for another reason is refused at once, as unavailable', async () => {
  const reading = retryBusy(() => reader.prepare('SELECT nothing'), 'any.db', 10_000);
  await expect(reading).rejects.toMatchObject({ code: 'store/unavailable' });
});
