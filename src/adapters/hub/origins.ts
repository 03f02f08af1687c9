import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubFault } from '../../machines/ports/skill-hub.ts';
import { parseIdentifier } from '../../machines/flow/skill-identifier.ts';
import type { Repository } from './clone-repository.ts';
import type { Clones } from './clones.ts';
import { fault } from './located-skill.ts';
import { readFolder, type SourceTree, type TreeSkill } from './source-tree.ts';
import { repoOf } from './trust.ts';

/** A folder or repository this program can look into itself. */
export type Origin = Readonly<{
  kind: 'github' | 'git' | 'folder';
  /** `owner/repo` on GitHub; null = it is not from there. */
  repo: string | null;
  /** Where in it to look; empty = everywhere. */
  below: string;
  /** The one skill that is meant; null = whichever there is. */
  skill: string | null;
  /** What an install of one of its skills takes; null = it cannot be named. */
  identifierOf(skill: TreeSkill): string | null;
  /** Runs a task on its files, which stay as they are for so long. `note` = they are older than they should be, and why. */
  use<T extends object>(task: (tree: SourceTree, note: string | null) => Promise<T>): Promise<T | HubFault>;
  /** Why it could not be read when that was last tried. */
  findObstacle(): Promise<string | null>;
}>;

export type OriginOptions = Readonly<{
  clones: Clones;
  /** Where `owner/repo` is cloned from; default GitHub. */
  github?: string;
}>;

/** The origin an identifier names; null for one that is invalid, or that only a hub knows. */
export const toOrigin = (text: string, options: OriginOptions): Origin | null => {
  const { github = 'https://github.com' } = options;
  const parsed = parseIdentifier(text);
  if (parsed.kind === 'folder') return toFolder(parsed.path);
  if (parsed.kind === 'git') {
    const { url, ref, path, skill } = parsed;
    const identifierOf = ({ name }: TreeSkill) => checked(`${url}#${ref ?? ''}@${name}`, 'git');
    const about = { kind: 'git', repo: repoOf(url), below: path ?? '', skill, identifierOf } as const;
    return { ...about, ...toCloned(text, { url, ref }, options) };
  }
  if (parsed.kind !== 'github') return null;
  const repo = `${parsed.owner}/${parsed.repo}`;
  const identifierOf = ({ directory }: TreeSkill) =>
    checked(directory === '' ? repo : `${repo}/${directory}`, 'github');
  const about = { kind: 'github', repo, below: parsed.path ?? '', skill: parsed.skill, identifierOf } as const;
  return { ...about, ...toCloned(text, { url: `${github}/${repo}.git`, ref: null }, options) };
};

const checked = (identifier: string, kind: 'git' | 'github'): string | null =>
  parseIdentifier(identifier).kind === kind ? identifier : null;

const toCloned = (
  text: string,
  repository: Repository,
  { clones }: OriginOptions,
): Pick<Origin, 'use' | 'findObstacle'> => ({
  async use(task) {
    const used = await clones.use(repository, ({ tree, note }) => task(tree, note));
    return 'noClone' in used ? fault('hub/source-failed', `${text} could not be cloned: ${used.noClone}`) : used;
  },
  findObstacle: async () => clones.failureOf(repository),
});

const toFolder = (path: string): Origin => ({
  ...{ kind: 'folder', repo: null, below: '', skill: null },
  identifierOf: ({ directory }) => join(path, directory),
  async use(task) {
    const missing = await findMissing(path);
    if (missing !== null) return fault('hub/not-found', missing);
    const tree = await readFolder(await realpath(path));
    return tree === null ? fault('hub/unsafe-content', `${path} holds too many files.`) : await task(tree, null);
  },
  findObstacle: () => findMissing(path),
});

const findMissing = async (path: string): Promise<string | null> => {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? null : `${path} is not a folder on this machine.`;
};
