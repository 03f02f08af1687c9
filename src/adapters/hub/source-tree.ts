import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FileCache } from '../catalog/file-cache.ts';
import type { SkillText } from '../catalog/parse-skill.ts';
import { byCodeUnits, walkTree } from '../files/walk-tree.ts';
import { NOT_SKILLS } from '../hermes-home/skill-files.ts';
import { parseListing } from '../installers/git-clone.ts';

/** What lies in a folder or a clone: paths below `root`, in order. */
export type SourceTree = Readonly<{
  root: string;
  files: readonly string[];
  /** Symbolic links and whatever else is no plain file: never read. */
  odd: readonly string[];
}>;

/** A skill of a tree; `directory` is below its root, empty = the root itself. */
export type TreeSkill = Readonly<{ directory: string; name: string; description: string; tags: readonly string[] }>;

/** As many as an install takes. */
const MOST_FILES = 20_000;

/** The tree of a folder; null = it holds more files than an install takes. */
export const readFolder = async (root: string): Promise<SourceTree | null> => {
  const [files, odd]: [string[], string[]] = [[], []];
  let count = 0;
  for await (const { entry, path } of walkTree(root, { skip: (name) => name === '.git' })) {
    if ((count += 1) > MOST_FILES) return null;
    if (!entry.isDirectory()) (entry.isFile() ? files : odd).push(path);
  }
  return { root, files, odd };
};

/** The tree of a clone, as git recorded it. */
export const readClone = async (root: string, listing: string): Promise<SourceTree> => {
  const entries = parseListing(await readFile(listing, 'utf8'));
  const pathsOf = (ofLinks: boolean) => entries.filter(({ isLink }) => isLink === ofLinks).map(({ path }) => path);
  return { root, files: pathsOf(false), odd: pathsOf(true) };
};

/** Skills at or below a directory of the tree; those inside of a skill, or that cannot be read, are none. */
export const readTreeSkills = async (
  tree: SourceTree,
  below: string,
  texts: FileCache<SkillText>,
): Promise<readonly TreeSkill[]> => {
  const read = directoriesOf(tree, below).map(async (directory) => {
    const text = await texts.read(join(tree.root, directory, 'SKILL.md')).catch(() => null);
    if (!text?.ok) return [];
    const { name, description, tags } = text;
    return [{ directory, name: name ?? basename(directory === '' ? tree.root : directory), description, tags }];
  });
  return (await Promise.all(read)).flat();
};

/** Files of a skill, relative to its directory. */
export const filesOf = ({ files }: Pick<SourceTree, 'files'>, directory: string): readonly string[] =>
  files
    .filter((path) => isBelow(path, directory))
    .map((path) => path.slice(directory === '' ? 0 : directory.length + 1));

/** The first thing at or below a directory that is no plain file; null = all are. */
export const findOdd = ({ odd }: SourceTree, directory: string): string | null =>
  odd.find((path) => isBelow(path, directory)) ?? null;

const directoriesOf = ({ files }: SourceTree, below: string): readonly string[] => {
  const found: string[] = [];
  const candidates = files
    .filter((path) => path === 'SKILL.md' || path.endsWith('/SKILL.md'))
    .map((path) => path.slice(0, -'/SKILL.md'.length))
    .filter((path) => path === below || isBelow(path, below))
    .filter((path) => !path.split('/').some((part) => NOT_SKILLS.has(part)));
  // Shorter first, so that a skill comes before what lies in it.
  for (const path of candidates.toSorted((a, b) => a.length - b.length))
    if (!found.some((outer) => isBelow(path, outer))) found.push(path);
  return found.toSorted(byCodeUnits);
};

const isBelow = (path: string, directory: string): boolean => directory === '' || path.startsWith(`${directory}/`);
