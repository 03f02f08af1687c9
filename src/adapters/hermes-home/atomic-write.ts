import {
  type FileHandle,
  chmod,
  chown,
  copyFile,
  link,
  lstat,
  mkdir,
  open,
  readlink,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { errorCode } from './file-fault.ts';

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

/** A file that is itself a mount point (a container's config) cannot be renamed over, only filled. */
const moveOver = async (temp: string, target: string) => {
  try {
    await rename(temp, target);
  } catch (error) {
    if (errorCode(error) !== 'EBUSY' && errorCode(error) !== 'EXDEV') throw error;
    await copyFile(temp, target);
    await rm(temp, { force: true });
  }
};

/** Only root may give files away; for everyone else the owner is right already or cannot be helped. */
const ignoreNotPermitted = (error: unknown) => {
  if (errorCode(error) !== 'EPERM') throw error;
};

export type ReplaceOptions = Readonly<{
  /** Mode of a file that is not there yet; default 0600. */
  newMode?: number;
  /** Last look before the rename; throwing leaves the old file. */
  beforeRename?: (target: string) => Promise<void>;
}>;

/** Writes a file that must not exist, durably. */
export const writeNewFile = async (path: string, content: string | Uint8Array, mode = 0o666) => {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(content);
    if (mode !== 0o666) await chmodTo(file, mode);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Puts a whole new file in a place that must be free (`EEXIST` otherwise). */
export const placeNewFile = async (path: string, content: string, mode: number) => {
  const temp = join(dirname(path), `.${basename(path)}_builder.tmp`);
  await rm(temp, { force: true });
  try {
    await writeNewFile(temp, content, mode);
    await link(temp, path);
  } finally {
    await rm(temp, { force: true });
  }
};

/** Makes renames and new names in a directory durable. */
export const syncDirectory = async (path: string) => {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};

/** Makes a directory and its parents, private to the user where they are new. */
export const makePrivateDirectory = async (path: string) => {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
};

/** The file a path means once links are followed, even when it does not exist yet. */
export const writeTarget = async (path: string, hops = 40): Promise<string> => {
  const found = await lstat(path).catch(absent);
  if (!found?.isSymbolicLink()) return path;
  if (hops === 0) throw Object.assign(new Error(`Too many links at ${path}`), { code: 'ELOOP', path });
  return await writeTarget(resolve(dirname(path), await readlink(path)), hops - 1);
};

/** What a path is; null when nothing is there. */
export const statOf = async (path: string) => await stat(path, { bigint: false }).catch(absent);

/** Turns "not there" into null and lets every other error through. */
export const absent = (error: unknown): null => {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw error;
};

/** The umask may have taken bits away that the caller asked for. */
const chmodTo = async (file: FileHandle, mode: number) => await file.chmod(mode);
