import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const directory = new URL('../e2e/', import.meta.url);

/** Builder 1–16, a flow as it happens 17–24, replay 25–35, lists and all pages 36–40. */
const features = Array.from({ length: 40 }, (_, index) => index + 1);

test('every feature of the page has a browser test whose title begins with its number', async () => {
  const names = (await readdir(fileURLToPath(directory))).filter((name) => name.endsWith('.e2e.ts'));
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, directory), 'utf8')));
  const numbers = texts.flatMap((text) =>
    [...text.matchAll(/\btest\(\s*['"`](\d+) /g)].map(([, number]) => Number(number)),
  );
  expect(features.filter((feature) => !numbers.includes(feature))).toEqual([]);
  expect(numbers.filter((number) => !features.includes(number))).toEqual([]);
});
