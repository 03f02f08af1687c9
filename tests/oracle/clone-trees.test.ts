import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allowedDifferences, withoutAllowed, type Allowed } from './allowed-differences.ts';
import { writeLivedIn } from './clone-source.ts';
import { openOracle, type Oracle } from './oracle.ts';
import { readTree } from './profile-tree.ts';
import { describeWithHermes } from './with-hermes.ts';

type Case = Readonly<{ name: string; from: string; mode: 'config' | 'all' }>;

const cases: readonly Case[] = [
  { name: 'config-of-lived', from: 'lived', mode: 'config' },
  { name: 'config-of-typed', from: ' LIVED', mode: 'config' },
  { name: 'config-of-default', from: 'default', mode: 'config' },
  { name: 'config-of-empty', from: 'empty', mode: 'config' },
  { name: 'all-of-lived', from: 'lived', mode: 'all' },
  { name: 'all-of-default', from: 'default', mode: 'all' },
  { name: 'all-of-empty', from: 'empty', mode: 'all' },
];

const allowed: readonly Allowed[] = [
  ...allowedDifferences,
  {
    path: '.env',
    why: 'a full clone keeps the mode of the source there, while keys are never readable by others here',
    remains: (entry) => entry.replace(/^file \d+/, 'file'),
  },
];

describeWithHermes('a clone, file by file and mode by mode', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await openOracle();
    for (const root of [oracle.ours, oracle.theirs]) {
      await writeLivedIn(root, oracle.configVersion);
      await writeLivedIn(join(root, 'profiles/lived'), oracle.configVersion);
      await mkdir(join(root, 'profiles/empty'));
    }
    for (const { name, from, mode } of cases) {
      const all = mode === 'all' ? ['--clone-all'] : [];
      const [flow, said] = await Promise.all([
        oracle.create({ name, alias: false, clone: { from, mode } }),
        oracle.hermes(oracle.theirs, 'profile', 'create', name, '--no-alias', ...all, '--clone-from', from.trim()),
      ]);
      expect([flow.outcome, said.code]).toEqual(['complete', 0]);
    }
  }, 180_000);
  afterAll(() => oracle.close(), 60_000);

  test.each(cases)('$name is what hermes profile create makes', async ({ name, mode }) => {
    const differences = mode === 'all' ? allowed : allowedDifferences;
    const read = async (root: string) => withoutAllowed(await readTree(join(root, 'profiles', name)), differences);
    expect(await read(oracle.ours)).toEqual(await read(oracle.theirs));
  });
});
