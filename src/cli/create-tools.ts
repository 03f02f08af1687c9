import { createChartLayout } from '../adapters/chart/create-chart-layout.ts';
import { createCatalog } from '../adapters/catalog/catalog.ts';
import { createDashboardSource } from '../adapters/catalog/dashboard-source.ts';
import { createEmbeddedSource } from '../adapters/catalog/embedded-source.ts';
import { createHermesSource } from '../adapters/catalog/hermes-source.ts';
import { createProfileSettings } from '../adapters/catalog/profile-settings.ts';
import { createDescriber } from '../adapters/describe-profile.ts';
import { createScratchHomes } from '../adapters/hermes-home/scratch-homes.ts';
import { createProfileShelf } from '../adapters/hermes-home/shelf/profile-shelf.ts';
import { createMcpProber } from '../adapters/mcp/mcp-prober.ts';
import { createOpenTerminal } from '../adapters/open-terminal.ts';
import type { Queues } from '../adapters/queues.ts';
import { createMemoryVault } from '../adapters/secrets/memory-vault.ts';
import { createMemoryEventStore } from '../adapters/stores/memory-event-store.ts';
import { createMemoryFlowList } from '../adapters/stores/memory-flow-list.ts';
import { createMemoryProjection } from '../adapters/stores/memory-projection.ts';
import type { Deps } from '../app/deps.ts';
import type { Engine } from '../app/engine.ts';
import { createPreview } from '../app/preview.ts';
import type { ScratchHomes } from '../machines/ports/scratch-home.ts';
import { openSkillHub } from './open-skill-hub.ts';
import { definedOnly, type Found, toHomeOptions, toPlaces } from './found.ts';
import { version } from './version.ts';

type Around = Readonly<{ deps: Deps; engine: Engine; queue: Queues }>;

/** What stands beside the engine: what a builder looks at and tries out before a create, and the profiles there are. */
export const createTools = async (found: Found, { deps, engine, queue }: Around) => {
  const { settings, directories } = found;
  const env = definedOnly(settings.env);
  const own = withoutOurs(env);
  const mcpProber = createMcpProber({ env, homedir: settings.homedir, version });
  const catalog = createCatalog([
    ...(settings.dashboard ? [createDashboardSource(settings.dashboard)] : []),
    createHermesSource(directories),
    createEmbeddedSource(),
  ]);
  const skillHub = await openSkillHub(found, { catalog, clock: deps.clock });
  const scratchHomes = createScratchHomes(toHomeOptions(found, deps.vault));
  await scratchHomes.sweep();
  return {
    shelf: createProfileShelf({ ...toPlaces(found), queue, holderOf: engine.holderOf, actionIn: engine.actionIn }),
    describer: createDescriber({ executable: found.hermes?.executable ?? null, root: settings.hermesHome, env: own }),
    openTerminal: createOpenTerminal({
      platform: process.platform,
      env: { ...own, HERMES_HOME: settings.hermesHome },
    }),
    mcpProber,
    preview: createPreview({ deps, mcpProber, skillHub, openScratch: scratchOpener(deps, scratchHomes) }),
    layChartOut: createChartLayout(),
    catalog,
    skillHub,
    settings: createProfileSettings({
      root: settings.hermesHome,
      homedir: settings.homedir,
      platform: process.platform,
      env,
      digest: deps.vault.digest,
      queue,
    }),
  };
};

/** What the user would have in a shell: nothing that opens this server or a dashboard. */
const withoutOurs = (env: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^PROFILE_BUILDER_|^HERMES_DASHBOARD_SESSION_TOKEN$/.test(name)),
  );

const scratchOpener = (deps: Deps, homes: ScratchHomes) => async (profile: string) => {
  const scratch = await homes.open(profile);
  const forgotten = {
    store: createMemoryEventStore(),
    list: createMemoryFlowList(),
    coverage: createMemoryProjection(),
    vault: createMemoryVault(deps.vault.digest),
  };
  return { ...scratch, deps: { ...deps, ...forgotten, home: scratch.home } };
};
