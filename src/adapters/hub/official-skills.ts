import { basename, join } from 'node:path';
import type { Catalog, CatalogSkill } from '../../machines/ports/catalog.ts';
import type { HubFault, HubSkill, HubSource } from '../../machines/ports/skill-hub.ts';
import { walkTree } from '../files/walk-tree.ts';
import { fault, type LocatedSkill } from './located-skill.ts';
import { matchSkills } from './match-skills.ts';

/** The optional skills Hermes ships: a source, and where one is on disk. */
export type OfficialSkills = Readonly<{
  source: HubSource;
  /** By path, directory or name, as Hermes finds them. */
  find(identifier: string): Promise<LocatedSkill | HubFault>;
}>;

export type OfficialOptions = Readonly<{
  catalog: Pick<Catalog, 'optionalSkills'>;
  /** Their directory; undefined = this machine has none. */
  root: string | undefined;
}>;

export const OFFICIAL = 'official';

export const createOfficialSkills = ({ catalog, root }: OfficialOptions): OfficialSkills => {
  const read = async () => {
    const { items, sources } = await catalog.optionalSkills();
    const reason = sources.find(({ ok }) => !ok)?.reason ?? 'Nothing here has optional skills.';
    return { items, obstacle: sources.some(({ ok }) => ok) ? null : reason };
  };
  return {
    source: {
      id: OFFICIAL,
      label: 'Official (Nous)',
      findObstacle: async () => (await read()).obstacle,
      search: async (text) => {
        const { items, obstacle } = await read();
        return obstacle === null
          ? { ok: true, skills: matchSkills(items.map(toHubSkill), text) }
          : { ok: false, reason: obstacle };
      },
      featured: async (limit) => (await read()).items.slice(0, limit).map(toHubSkill),
    },
    async find(identifier) {
      const { items, obstacle } = await read();
      if (obstacle !== null || root === undefined)
        return fault('hub/needs-hermes', `${identifier} is a skill that Hermes ships. ${obstacle ?? ''}`.trim());
      const skill = findSkill(items, identifier.trim().slice(`${OFFICIAL}/`.length));
      if (skill === undefined) return fault('hub/not-found', `Hermes ships no skill ${identifier}.`);
      const directory = join(root, skill.directory);
      return {
        ...{ ok: true, skill: toHubSkill(skill), directory, files: await readFiles(directory) },
        ...{ folder: basename(skill.directory), scannedAs: OFFICIAL },
      };
    },
  };
};

const toHubSkill = ({ name, description, directory, tags }: CatalogSkill): HubSkill => ({
  ...{ name, description, source: OFFICIAL, identifier: `${OFFICIAL}/${directory}` },
  ...{ trust: 'builtin', repo: 'NousResearch/hermes-agent', path: directory, tags },
});

const findSkill = <T extends CatalogSkill>(skills: readonly T[], path: string): T | undefined => {
  const last = basename(path);
  return (
    skills.find(({ directory }) => directory === path) ??
    skills.find(({ directory }) => basename(directory) === last) ??
    skills.find(({ name }) => name === last)
  );
};

/** The files Hermes takes along: not its caches, and nothing hidden. */
const readFiles = async (directory: string): Promise<readonly string[]> => {
  const files: string[] = [];
  for await (const { entry, path } of walkTree(directory, { skip: (name) => name === '__pycache__' }))
    if (entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.pyc')) files.push(path);
  return files;
};
