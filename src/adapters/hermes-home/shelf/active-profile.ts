import { realpathSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { PROFILE_NAME } from '../../../machines/flow/profile-name.ts';
import { replaceFile } from '../../files/replace-file.ts';

/** The profile Hermes' commands use when nobody says; `default` when nothing readable is set. */
export const readSticky = async (root: string): Promise<string> =>
  (await readFile(stickyPath(root), 'utf8').catch(() => '')).trim() || 'default';

/** Makes a profile the one commands use; for `default` the file goes away. */
export const writeSticky = async (root: string, profile: string): Promise<void> => {
  if (profile === 'default') return await rm(stickyPath(root), { force: true });
  await mkdir(root, { recursive: true });
  await replaceFile(stickyPath(root), `${profile}\n`, { newMode: 0o644 });
};

/** Points the sticky choice elsewhere if it is this profile: one that names none makes every Hermes command fail. */
export const moveSticky = async (root: string, from: string, to: string): Promise<void> => {
  if ((await readSticky(root)) === from) await writeSticky(root, to);
};

/** The profile a Hermes home is: `default` for the root or a home elsewhere, `custom` for no profile inside the root. */
export const profileOfHome = (root: string, hermesHome: string | undefined): string => {
  const given = hermesHome?.trim() ?? '';
  if (given === '') return 'default';
  const parts = relative(resolved(root), resolved(given)).split(sep);
  if (parts[0] === '' || parts[0] === '..') return 'default';
  const [folder, name, more] = parts;
  return folder === 'profiles' && name !== undefined && more === undefined && PROFILE_NAME.test(name) ? name : 'custom';
};

const stickyPath = (root: string) => join(root, 'active_profile');

const resolved = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
};
