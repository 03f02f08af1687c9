import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Program files below `src` of a checkout, relative to it, sorted: what every tool must have looked at. */
export const readSourceFiles = async (checkout: string): Promise<readonly string[]> => {
  const entries = await readdir(join(checkout, 'src'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => relative(checkout, join(entry.parentPath, entry.name)))
    .sort();
};
