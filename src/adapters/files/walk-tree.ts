import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { absent } from './errno.ts';

/** An entry below a directory; `path` is relative to it, with `/`. */
export type TreeEntry = Readonly<{ entry: Dirent; path: string }>;

export type WalkOptions = Readonly<{
  /** Names of directories that are left out with all that is in them. */
  skip?: (name: string) => boolean;
  /** Directories below the first that are looked into; default all. */
  maxDepth?: number;
  /** Reads a directory that is not there, or no longer, as an empty one; default it fails. */
  allowMissing?: boolean;
}>;

/** Everything below a directory, depth first in order of names; links are named, never followed. */
export async function* walkTree(
  root: string,
  options: WalkOptions = {},
  below = '',
  depth = 0,
): AsyncGenerator<TreeEntry> {
  const { skip = () => false, maxDepth = Number.POSITIVE_INFINITY } = options;
  for (const entry of await entriesOf(join(root, below), options)) {
    if (entry.isDirectory() && skip(entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    yield { entry, path };
    if (entry.isDirectory() && depth < maxDepth) yield* walkTree(root, options, path, depth + 1);
  }
}

/** Order that no locale changes. */
export const byCodeUnits = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const entriesOf = async (directory: string, { allowMissing = false }: WalkOptions): Promise<readonly Dirent[]> => {
  const reading = readdir(directory, { withFileTypes: true });
  const entries = allowMissing ? ((await reading.catch(absent)) ?? []) : await reading;
  return entries.toSorted((a, b) => byCodeUnits(a.name, b.name));
};
