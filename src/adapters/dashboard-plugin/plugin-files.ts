import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** SHA-256 of every file below a directory, by its path there. */
export const hashFiles = async (directory: string): Promise<Readonly<Record<string, string>>> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pairs = files.map(async (file) => [relative(directory, file), (await hashFile(file)) ?? ''] as const);
  return Object.fromEntries(await Promise.all(pairs));
};

/** Those that are missing or are not what they were, of files with their hashes; in words. */
export const findDamage = async (directory: string, files: Readonly<Record<string, string>>) => {
  const looked = Object.entries(files).map(async ([path, hash]) => {
    const is = await hashFile(join(directory, path));
    return is === hash ? [] : [`${path} (${is === null ? 'missing' : 'changed'})`];
  });
  return (await Promise.all(looked)).flat();
};

export const copyFiles = async (from: string, to: string, paths: readonly string[]): Promise<void> => {
  for (const path of paths) {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await copyFile(join(from, path), join(to, path));
  }
};

/** Removes these files, what Python made of them, and the directories that are empty then; gives whether all is gone. */
export const removeFiles = async (directory: string, paths: readonly string[]): Promise<boolean> => {
  for (const path of paths) await rm(join(directory, path), { force: true });
  const parents = new Set(paths.flatMap((path) => parentsOf(path)));
  for (const parent of parents) await rm(join(directory, parent, '__pycache__'), { recursive: true, force: true });
  const deepestFirst = [...parents].toSorted((one, other) => other.length - one.length);
  for (const parent of deepestFirst) await rmdir(join(directory, parent)).catch(keepFull);
  return (await readdir(directory).catch(() => null)) === null;
};

const hashFile = async (path: string): Promise<string | null> => {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch {
    return null;
  }
};

/** Every directory above a path, up to and with `.`. */
const parentsOf = (path: string): readonly string[] => {
  const parent = dirname(path);
  return parent === '.' ? ['.'] : [parent, ...parentsOf(parent)];
};

const keepFull = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'ENOENT') throw error;
};
