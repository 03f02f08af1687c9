import { createHmac } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createProfileHome } from '../../../src/adapters/hermes-home/profile-home.ts';
import type { ProfileHomeOptions } from '../../../src/adapters/hermes-home/home.ts';

export const keyedDigest = (text: string | Uint8Array) => createHmac('sha256', 'key').update(text).digest('hex');

export const openTempHome = async (options: Partial<ProfileHomeOptions> = {}) => {
  const base = await mkdtemp(join(tmpdir(), 'hermes-home-'));
  onTestFinished(async () => await rm(base, { recursive: true, force: true }));
  const root = join(base, 'hermes');
  await mkdir(root);
  const settings: ProfileHomeOptions = {
    root,
    dataDir: join(base, 'data'),
    homedir: join(base, 'user'),
    env: {},
    digest: keyedDigest,
    clock: { now: () => new Date(0) },
    ...options,
  };
  const home = createProfileHome(settings);
  const ref = { flow: 'flw_1', profile: 'coder' };
  const path = join(root, 'profiles', 'coder');
  const read = async (file: string) => await readFile(join(path, file), 'utf8');
  return { base, root, home, ref, path, read, settings, reopen: () => createProfileHome(settings) };
};

export const fresh = { skills: 'bundle' } as const;

export const listTree = async (directory: string, below = ''): Promise<string[]> => {
  const names: string[] = await readdir(join(directory, below)).catch(() => []);
  const listed = names.toSorted().map(async (name) => {
    const path = below === '' ? name : `${below}/${name}`;
    const found = await lstat(join(directory, path));
    const mode = (found.mode & 0o777).toString(8);
    if (found.isSymbolicLink()) return [`${path} link`];
    return found.isDirectory() ? [`${path}/ ${mode}`, ...(await listTree(directory, path))] : [`${path} ${mode}`];
  });
  return (await Promise.all(listed)).flat();
};
