import type { CatalogSource, SourceAnswer } from '../../machines/ports/catalog.ts';
import type { HermesDirectories } from './hermes-directories.ts';
import { createManifestReader } from './read-manifests.ts';
import { createSkillReader } from './read-skills.ts';

/** What the installed Hermes brings, read from its directories each time it is asked. */
export const createHermesSource = (directories: HermesDirectories): CatalogSource => {
  const readSkills = createSkillReader();
  const readManifests = createManifestReader();
  const { bundledSkills, optionalSkills, optionalMcps } = directories;
  return {
    id: 'hermes',
    label: 'the installed Hermes',
    bundledSkills: async () =>
      await read(bundledSkills, readSkills, missing('bundled skills', 'HERMES_BUNDLED_SKILLS')),
    optionalSkills: async () =>
      await read(optionalSkills, readSkills, missing('optional skills', 'HERMES_OPTIONAL_SKILLS')),
    servers: async () => await read(optionalMcps, readManifests, missing('MCP manifests', 'HERMES_OPTIONAL_MCPS')),
  };
};

const read = async <T>(
  directory: string | undefined,
  reader: (directory: string) => Promise<SourceAnswer<T>>,
  reason: string,
): Promise<SourceAnswer<T>> => (directory === undefined ? { ok: false, reason } : await reader(directory));

const missing = (what: string, variable: string) =>
  `No ${what} were found: Hermes is not on PATH, or was installed without them. Set ${variable} to the directory that has them.`;
