import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSqliteFlowList } from '../../../src/adapters/stores/sqlite-flow-list.ts';
import { flowListContract } from '../../contracts/flow-list.contract.ts';
import { newRow } from '../../fixtures/stores/flow-rows.ts';

let dir: string;
let path: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flow-list-'));
  path = join(dir, 'flows.db');
});

afterEach(() => rmSync(dir, { recursive: true }));

flowListContract('SQLite', { kept: true }, () => ({
  open: () => createSqliteFlowList({ path }),
  dispose: () => {},
}));

const putOne = (): void => {
  const list = createSqliteFlowList({ path });
  list.put([newRow({ id: 'a' })], 5);
  list.close();
};

const expectEmptyAndUsable = (): void => {
  const list = createSqliteFlowList({ path });
  expect(list.position()).toBe(0);
  expect(list.find({ limit: 1 }).flows).toEqual([]);
  list.put([newRow({ id: 'b' })], 1);
  expect(list.find({ limit: 1 }).flows).toHaveLength(1);
  list.close();
};

test('a file that is no database is replaced', () => {
  writeFileSync(path, 'this is a text file and not a list of flows\n'.repeat(100));
  expectEmptyAndUsable();
});

test('a file damaged behind a good first page is replaced', () => {
  putOne();
  const pages = Math.floor(statSync(path).size / 4096);
  const fd = openSync(path, 'r+');
  writeSync(fd, Buffer.alloc((pages - 1) * 4096, 0xab), 0, (pages - 1) * 4096, 4096);
  closeSync(fd);
  expectEmptyAndUsable();
});

test('a database of another program is replaced', () => {
  const db = new DatabaseSync(path);
  db.exec('CREATE TABLE songs (title TEXT); PRAGMA user_version = 1');
  db.close();
  expectEmptyAndUsable();
});

test('a list of another schema version is emptied', () => {
  putOne();
  const db = new DatabaseSync(path);
  db.exec('PRAGMA user_version = 999');
  db.close();
  expectEmptyAndUsable();
});

test('only this user may read the file', () => {
  putOne();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a page of 10,000 flows is read through an index, whatever is filtered', () => {
  const list = createSqliteFlowList({ path });
  const states = ['done', 'mcp', 'installing'] as const;
  const rows = Array.from({ length: 10_000 }, (_, index) =>
    newRow({
      id: `flw_${index}`,
      profile: `p${index % 100}`,
      state: states[index % 3] ?? 'done',
      outcome: index % 2 === 0 ? 'complete' : 'with-problems',
      startedAt: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
    }),
  );
  list.put(rows, 1);
  const queries = [{}, { profile: 'p7' }, { state: 'mcp' }, { outcome: 'complete' }, { profile: 'p7', state: 'done' }];
  const startedMs = performance.now();
  for (const query of queries) expect(list.find({ ...query, limit: 20 }).flows).toHaveLength(20);
  expect((performance.now() - startedMs) / queries.length).toBeLessThan(20);
  list.close();
});
