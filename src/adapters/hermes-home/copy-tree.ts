import { constants } from 'node:fs';
import { access, chmod, copyFile, lstat, mkdir, readdir, readlink, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { absent } from '../files/errno.ts';

/** Whether an entry, by its path relative to the copied tree, stays behind. */
export type Leave = (path: string, isDirectory: boolean) => boolean;

/**
 * Copies a directory into a new one: files with their modes, links as links (dangling ones too). Sockets, pipes and
 * devices stay behind, and so does what vanishes meanwhile. Directories are always usable by their owner.
 */
export const copyTree = async (from: string, to: string, leave: Leave = () => false, below = ''): Promise<void> => {
  const { mode } = await lstat(join(from, below));
  await mkdir(join(to, below), { recursive: below === '' });
  for (const entry of await readdir(join(from, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (leave(path, entry.isDirectory())) continue;
    if (entry.isDirectory()) await copyTree(from, to, leave, path);
    else if (entry.isSymbolicLink()) await copyLink(join(from, path), join(to, path));
    else if (entry.isFile()) await copyPlainFile(join(from, path), join(to, path));
  }
  await chmod(join(to, below), (mode & 0o7777) | 0o700);
};

/** Copies content and mode of a file, following links; false when there is no such file. An error names the side at fault. */
export const copyPlainFile = async (from: string, to: string): Promise<boolean> => {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    return true;
  } catch (error) {
    if ((await stat(from).catch(absent)) === null) return false;
    await access(from, constants.R_OK);
    throw error;
  }
};

const copyLink = async (from: string, to: string) => await symlink(await readlink(from), to);
