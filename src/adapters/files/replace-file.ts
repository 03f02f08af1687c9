import { chown, copyFile, lstat, readlink, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { syncDirectory } from './directories.ts';
import { absent, isErrno, nullOn } from './errno.ts';
import { writeNewFile } from './new-file.ts';

/**
 * Replaces a file whole or not at all; a link is followed and its target replaced. One writer per file: the temporary
 * name is fixed, so that the next write takes away what a crash left.
 */
export const replaceFile = async (path: string, content: string | Uint8Array, options: ReplaceOptions = {}) => {
  const target = await writeTarget(path);
  const before = await statOf(target);
  const temp = join(dirname(target), `.${basename(target).replace(/^\./, '')}_builder.tmp`);
  await rm(temp, { force: true });
  try {
    await writeNewFile(temp, content, before ? before.mode & 0o7777 : (options.newMode ?? 0o600));
    if (before) await chown(temp, before.uid, before.gid).catch(ignoreNotPermitted);
    await options.beforeRename?.(target);
    await moveOver(temp, target);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
  await syncDirectory(dirname(target));
};

/** How a file is replaced. */
export type ReplaceOptions = Readonly<{
  /** Mode of a file that is not there yet; default 0600. */
  newMode?: number;
  /** Last look before the rename; throwing leaves the old file. */
  beforeRename?: (target: string) => Promise<void>;
}>;

/** The file a path means once links are followed, even when it does not exist yet. */
export const writeTarget = async (path: string, hops = 40): Promise<string> => {
  const found = await lstat(path).catch(absent);
  if (!found?.isSymbolicLink()) return path;
  if (hops === 0) throw Object.assign(new Error(`Too many links at ${path}`), { code: 'ELOOP', path });
  return await writeTarget(resolve(dirname(path), await readlink(path)), hops - 1);
};

/** What is at a path; null when nothing is. */
export const statOf = async (path: string) => await stat(path).catch(absent);

/** Only root may give files away; for everyone else the owner is right already or cannot be helped. */
const ignoreNotPermitted = nullOn('EPERM');

/** A file that is itself a mount point (a container's config) cannot be renamed over, only filled. */
const moveOver = async (temp: string, target: string) => {
  try {
    await rename(temp, target);
  } catch (error) {
    if (!isErrno(error, 'EBUSY', 'EXDEV')) throw error;
    await copyFile(temp, target);
    await rm(temp, { force: true });
  }
};
