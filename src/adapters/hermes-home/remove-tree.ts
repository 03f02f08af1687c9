import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { absent, isErrno } from '../files/errno.ts';

/** Removes a tree, read-only directories included; links are removed, never followed. */
export const removeTree = async (path: string): Promise<void> => {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    // A file stands where a parent should be: there is nothing below it to remove.
    if (isErrno(error, 'ENOTDIR')) return;
    if (!isErrno(error, 'EACCES', 'EPERM')) throw error;
    await openUp(path);
    await rm(path, { recursive: true, force: true });
  }
};

const openUp = async (path: string): Promise<void> => {
  const found = await lstat(path).catch(absent);
  if (!found?.isDirectory()) return;
  await chmod(path, 0o700);
  for (const name of await readdir(path)) await openUp(join(path, name));
};
