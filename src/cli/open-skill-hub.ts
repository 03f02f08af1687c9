import { join } from 'node:path';
import { createFileCache } from '../adapters/catalog/file-cache.ts';
import { findHermesPython } from '../adapters/catalog/hermes-directories.ts';
import { parseSkill } from '../adapters/catalog/parse-skill.ts';
import { removeTree } from '../adapters/hermes-home/remove-tree.ts';
import { createClones } from '../adapters/hub/clones.ts';
import { createDashboardHub } from '../adapters/hub/dashboard-hub.ts';
import { createHermesScanner } from '../adapters/hub/hermes-scanner.ts';
import { createLocalReader } from '../adapters/hub/local-reader.ts';
import { createUseSkill } from '../adapters/hub/locate-skill.ts';
import { createOfficialSkills } from '../adapters/hub/official-skills.ts';
import { createOriginSource } from '../adapters/hub/origin-source.ts';
import { toOrigin } from '../adapters/hub/origins.ts';
import { createRegistrySource } from '../adapters/hub/registry-source.ts';
import { createSkillHub } from '../adapters/hub/skill-hub.ts';
import type { Catalog } from '../machines/ports/catalog.ts';
import type { Clock } from '../machines/ports/clock.ts';
import type { SkillHub } from '../machines/ports/skill-hub.ts';
import { definedOnly, type Found } from './found.ts';

type Around = Readonly<{ catalog: Catalog; clock: Clock }>;

/** The skills hub over all places there are: what is on disk, what the user named, the registry, a dashboard. */
export const openSkillHub = async (
  { settings, directories, hermes }: Found,
  { catalog, clock }: Around,
): Promise<SkillHub> => {
  const { dataDir, dashboard, skillSources = [], skillRegistry } = settings;
  const baseEnv = definedOnly(settings.env);
  const scansDirectory = join(dataDir, 'hub', 'scans');
  // What a crash left.
  await removeTree(scansDirectory);
  const clones = createClones({ directory: join(dataDir, 'hub', 'clones'), baseEnv, clock });
  const texts = createFileCache(parseSkill);
  const official = createOfficialSkills({ catalog, root: directories.optionalSkills });
  const python = hermes && (await findHermesPython(hermes.executable));
  const running = dashboard ? createDashboardHub(dashboard) : null;
  return createSkillHub({
    sources: [
      official.source,
      ...skillSources.flatMap((text) => {
        const origin = toOrigin(text, { clones });
        return origin === null ? [] : [createOriginSource(text, origin, texts)];
      }),
      ...(running === null ? [] : [running.source]),
      ...(skillRegistry === undefined ? [] : [createRegistrySource({ url: skillRegistry, clock })]),
    ],
    local: createLocalReader({
      useSkill: createUseSkill({ clones, official, texts }),
      scanner: python === null ? null : createHermesScanner({ python, baseEnv }),
      scansDirectory,
    }),
    hermes: running?.reader ?? null,
    close: clones.close,
  });
};
