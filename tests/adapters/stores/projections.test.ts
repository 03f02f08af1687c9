import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createFileProjection } from '../../../src/adapters/stores/file-projection.ts';
import { createMemoryProjection } from '../../../src/adapters/stores/memory-projection.ts';
import { projectionContract } from '../../contracts/projection.contract.ts';

const directory = mkdtempSync(join(tmpdir(), 'projections-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const newPath = () => join(directory, `data-${(files += 1)}`, 'coverage.json');

projectionContract('memory', createMemoryProjection);
projectionContract('file', () => createFileProjection({ path: newPath() }));

test('a file is read by another process, by this user only, and nothing is left beside it', async () => {
  const path = newPath();
  await createFileProjection({ path }).write('kept');
  expect(await createFileProjection({ path }).read()).toBe('kept');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(path, '..'))).toEqual(['coverage.json']);
});
