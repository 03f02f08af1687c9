import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createCatalog } from '../../../src/adapters/catalog/catalog.ts';
import { createFileCache } from '../../../src/adapters/catalog/file-cache.ts';
import { createHermesSource } from '../../../src/adapters/catalog/hermes-source.ts';
import { parseSkill } from '../../../src/adapters/catalog/parse-skill.ts';
import { type ClonesOptions, createClones } from '../../../src/adapters/hub/clones.ts';
import { createOfficialSkills } from '../../../src/adapters/hub/official-skills.ts';
import { createUseSkill } from '../../../src/adapters/hub/locate-skill.ts';
import { createGitRepository, type RepositoryContent } from '../../fixtures/git-repository.ts';
import { openTempTree } from '../catalog/temp-tree.ts';

/** A machine with optional skills, folders, and repositories that `owner/repo` is cloned from. */
export const openLab = async (
  files: Readonly<Record<string, string>> = {},
  clonesOptions: Partial<ClonesOptions> = {},
) => {
  const { root, write } = await openTempTree(files);
  const clock = { now: () => new Date() };
  const baseEnv = { PATH: process.env['PATH'] ?? '' };
  const clones = createClones({ directory: join(root, 'clones'), baseEnv, clock, ...clonesOptions });
  onTestFinished(clones.close);
  const optional = join(root, 'optional');
  const catalog = createCatalog([createHermesSource({ optionalSkills: optional })]);
  const official = createOfficialSkills({ catalog, root: optional });
  const texts = createFileCache(parseSkill);
  const origins = { clones, github: `file://${root}/github` };
  return {
    ...{ root, write, clones, origins, official, texts },
    useSkill: createUseSkill({ ...origins, official, texts }),
    repository: (path: string, content: RepositoryContent) => createGitRepository(join(root, path), content),
  };
};

export type Lab = Awaited<ReturnType<typeof openLab>>;
