import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What creating must do (01–37), what becomes of installs (40–52), what the other endpoints answer (60–72); 80 is a whole profile at once. */
const ranges = [
  [1, 37],
  [40, 52],
  [60, 72],
  [80, 80],
] as const;

const ids = ranges.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => `AC-${String(first + index).padStart(2, '0')}`),
);

test('every acceptance case has a test of its name', async () => {
  const names = (await readdir(import.meta.dirname, { recursive: true })).filter((name) => name.endsWith('.test.ts'));
  const texts = await Promise.all(names.map((name) => readFile(join(import.meta.dirname, name), 'utf8')));
  const titles = texts.flatMap((text) => text.match(/'[^'\n]*AC-\d\d[^'\n]*'|"[^"\n]*AC-\d\d[^"\n]*"/g) ?? []);
  const named = new Set(titles.flatMap((title) => title.match(/AC-\d\d/g) ?? []));
  expect(ids.filter((id) => !named.has(id))).toEqual([]);
});
