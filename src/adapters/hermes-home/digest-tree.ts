import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { byCodeUnits, walkTree } from '../files/walk-tree.ts';

export type Digest = (text: string | Uint8Array) => string;

/**
 * Keyed digest of a directory: over the sorted relative paths of its files and links, whether a file is executable, and
 * what is in it. Empty directories and the rest of the modes do not count: Hermes changes those by looking.
 */
export const digestTree = async (directory: string, digest: Digest): Promise<string> => {
  const lines = await describeTree(directory);
  return digest(lines.toSorted(byCodeUnits).join(''));
};

/** Keyed digest of a file's content, or of a link's target. Reads in pieces, so size does not matter. */
export const digestFile = async (path: string, digest: Digest): Promise<string> => digest(await describeContent(path));

/** What `digestFile` gives for a file of this content. */
export const digestOfContent = (content: string | Uint8Array, digest: Digest): string =>
  digest(`sha256:${createHash('sha256').update(content).digest('hex')}`);

const describeTree = async (directory: string): Promise<string[]> => {
  const lines: string[] = [];
  for await (const { entry, path } of walkTree(directory))
    if (!entry.isDirectory()) lines.push(await describeEntry(directory, path));
  return lines;
};

const describeEntry = async (directory: string, path: string) => {
  const found = await lstat(join(directory, path));
  const executable = found.isFile() && (found.mode & 0o100) !== 0 ? 'x' : '-';
  return `${path}\0${executable}\0${await describeContent(join(directory, path))}\n`;
};

const describeContent = async (path: string): Promise<string> => {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return `link:${await readlink(path)}`;
  if (!found.isFile()) return 'special';
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return `sha256:${hash.digest('hex')}`;
};
