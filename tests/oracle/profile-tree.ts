import { lstat, readFile, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Path → kind, mode and content (of a link: its target). */
export type ProfileTree = Readonly<Record<string, string>>;

/** Everything below a directory, and the directory itself as `.`, with a path of the machine replaced by a word. */
export const readTree = async (directory: string, hide: Readonly<Record<string, string>> = {}): Promise<ProfileTree> =>
  Object.fromEntries(await entriesOf(directory, '.', hide));

type Entry = readonly [path: string, what: string];

const entriesOf = async (root: string, path: string, hide: Readonly<Record<string, string>>): Promise<Entry[]> => {
  const at = join(root, path);
  const found = await lstat(at);
  const mode = (found.mode & 0o7777).toString(8);
  if (found.isSymbolicLink()) return [[path, `link ${hidden(await readlink(at), hide)}`]];
  if (!found.isDirectory()) return [[path, `file ${mode}\n${hidden(await readFile(at, 'utf8'), hide)}`]];
  const below = (await readdir(at)).toSorted().map((name) => entriesOf(root, join(path, name), hide));
  return [[path, `directory ${mode}`], ...(await Promise.all(below)).flat()];
};

const hidden = (text: string, hide: Readonly<Record<string, string>>): string =>
  Object.entries(hide).reduce((result, [from, to]) => result.replaceAll(from, to), text);
