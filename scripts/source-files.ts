import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

const folders = ['src', 'web/src'];

/** Program files of a checkout, relative to it, sorted: what every tool must have looked at. */
export const readSourceFiles = async (checkout: string): Promise<readonly string[]> => {
  const present = folders.map((folder) => join(checkout, folder)).filter((folder) => existsSync(folder));
  const entries = await Promise.all(present.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })));
  return entries
    .flat()
    .filter((entry) => entry.isFile() && /\.(ts|tsx|js|mjs)$/.test(entry.name))
    .map((entry) => relative(checkout, join(entry.parentPath, entry.name)))
    .sort();
};
