import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeAway } from '../../../../src/adapters/hermes-home/shelf/take-away.ts';
import { openTempHome } from '../temp-home.ts';

const openProfiles = async (...names: readonly string[]) => {
  const { home, root, base } = await openTempHome();
  const profiles = join(root, 'profiles');
  for (const name of names) await mkdir(join(profiles, name, 'skills'), { recursive: true });
  const start = () => home.sweep({ isOpen: () => false, isDiscarded: () => false });
  return { root, base, profiles, start };
};

describe('what a deletion that was cut short left', () => {
  it('is no profile any more, and is removed at the next start', async () => {
    const { root, profiles, start } = await openProfiles('coder', 'other');
    const left = await takeAway(root, 'coder');
    expect(await readdir(String(left))).toEqual(['skills']);
    expect((await readdir(profiles)).filter((name) => !name.startsWith('.'))).toEqual(['other']);
    await start();
    expect(await readdir(profiles)).toEqual(['other']);
  });

  it('is told from what only looks like it', async () => {
    const { profiles, start, base } = await openProfiles('.deleted-coder', '.deleted-a-0123abcz', 'deleted-a-0123abcd');
    await mkdir(join(base, 'elsewhere'));
    await writeFile(join(base, 'elsewhere', 'note'), 'mine');
    await symlink(join(base, 'elsewhere'), join(profiles, '.deleted-a-0123abcd'));
    await start();
    expect((await readdir(profiles)).toSorted()).toEqual([
      '.deleted-a-0123abcz',
      '.deleted-coder',
      'deleted-a-0123abcd',
    ]);
    expect(await readdir(join(base, 'elsewhere'))).toEqual(['note']);
  });
});
