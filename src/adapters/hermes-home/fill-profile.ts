import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { IdentityRequest } from '../../machines/ports/profile-home.ts';
import { syncDirectory } from '../files/directories.ts';
import { absent } from '../files/errno.ts';
import { writeNewFile } from '../files/new-file.ts';
import { replaceFile } from '../files/replace-file.ts';
import { copyProfile } from './clone.ts';
import { DEFAULT_SOUL, EMPTY_DOT_ENV, FRESH_DIRECTORIES, NO_BUNDLED_SKILLS } from './default-files.ts';
import type { Home } from './home.ts';
import { migrateClone } from './migrate-clone.ts';
import { setProfileDescription } from './profile-yaml.ts';

/** Puts everything a new profile starts with into its staged directory, durably. */
export const fillProfile = async (home: Home, staged: string, request: IdentityRequest): Promise<void> => {
  if (request.clone) await copyProfile(home, request.clone, staged);
  if (request.clone?.mode !== 'all') await addDirectories(staged);
  if (request.clone?.mode === 'config') await migrateClone(home, staged);
  await writeIdentityFiles(staged, request);
  if (request.clone) await syncConfiguration(staged);
  for (const directory of await directoriesOf(staged)) await syncDirectory(join(staged, directory));
  await syncDirectory(staged);
};

const addDirectories = async (staged: string) => {
  for (const name of FRESH_DIRECTORIES) await mkdir(join(staged, name), { recursive: true });
};

const writeIdentityFiles = async (staged: string, request: IdentityRequest) => {
  await writeIfMissing(join(staged, '.env'), EMPTY_DOT_ENV, 0o600);
  const soul = request.soul?.trim() ? request.soul : null;
  if (soul !== null) await replaceFile(join(staged, 'SOUL.md'), soul, { newMode: 0o644 });
  else await writeIfMissing(join(staged, 'SOUL.md'), DEFAULT_SOUL);
  if (request.user?.trim()) await writeUser(staged, request.user);
  const description = request.description?.trim() ?? '';
  if (description !== '') await setProfileDescription(join(staged, 'profile.yaml'), description);
  if (request.skills === 'none') await writeIfMissing(join(staged, '.no-bundled-skills'), NO_BUNDLED_SKILLS);
};

const writeUser = async (staged: string, user: string) => {
  await mkdir(join(staged, 'memories'), { recursive: true });
  await replaceFile(join(staged, 'memories', 'USER.md'), user, { newMode: 0o644 });
};

const writeIfMissing = async (path: string, content: string, mode?: number) => {
  if ((await stat(path).catch(absent)) === null) await writeNewFile(path, content, mode);
};

/** Of a clone, what cannot be had again by copying; skills and the rest are left to the file system's own time. */
const syncConfiguration = async (staged: string) => {
  for (const name of ['config.yaml', 'SOUL.md', 'memories/MEMORY.md', 'memories/USER.md', 'auth.json'])
    await syncFile(join(staged, name));
};

const syncFile = async (path: string) => {
  const file = await open(path, 'r').catch(absent);
  if (file === null) return;
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

const directoriesOf = async (staged: string) => {
  const entries = await readdir(staged, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
};
