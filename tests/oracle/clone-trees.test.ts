import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allowedDifferences, withoutAllowed, type Allowed } from './allowed-differences.ts';
import { writeLivedIn } from './clone-source.ts';
import { openOracle, type Oracle } from './oracle.ts';
import { type ProfileTree, readTree } from './profile-tree.ts';
import { describeWithHermes } from './with-hermes.ts';

type Case = Readonly<{ name: string; from: string; mode: 'config' | 'all'; isOpened?: true }>;

const cases: readonly Case[] = [
  { name: 'config-of-lived', from: 'lived', mode: 'config' },
  { name: 'config-of-typed', from: ' LIVED', mode: 'config' },
  { name: 'config-of-default', from: 'default', mode: 'config' },
  { name: 'config-of-empty', from: 'empty', mode: 'config' },
  { name: 'config-of-older', from: 'older', mode: 'config', isOpened: true },
  { name: 'config-of-unversioned', from: 'unversioned', mode: 'config', isOpened: true },
  { name: 'config-of-ancient', from: 'ancient', mode: 'config', isOpened: true },
  { name: 'all-of-older', from: 'older', mode: 'all' },
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
      await writeLivedIn(join(root, 'profiles/older'), 30);
      await writeLivedIn(join(root, 'profiles/unversioned'), null);
      await writeLivedIn(join(root, 'profiles/ancient'), 11);
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

  test.each(cases)('$name is what hermes profile create makes', async ({ name, mode, isOpened }) => {
    const differences = mode === 'all' ? allowed : allowedDifferences;
    const read = async (root: string) => withoutAllowed(await readTree(join(root, 'profiles', name)), differences);
    const [ours, theirs] = await Promise.all([read(oracle.ours), read(oracle.theirs)]);
    expect(isOpened ? asNeverOpened(ours) : ours).toEqual(isOpened ? asNeverOpened(theirs) : theirs);
  });
});

/** To migrate a config.yaml Hermes opens the clone, which makes directories and shuts others; here that waits until it is opened. */
const asNeverOpened = (tree: ProfileTree): ProfileTree =>
  Object.fromEntries(
    Object.entries(tree)
      .filter(([path]) => !['audio_cache', 'hooks', 'image_cache', 'logs/curator', 'pairing'].includes(path))
      .map(([path, entry]) => [path, entry.replace(/^directory 700$/, 'directory 755')]),
  );
