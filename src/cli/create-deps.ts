import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { digestTree } from '../adapters/hermes-home/digest-tree.ts';
import { createProfileHome } from '../adapters/hermes-home/profile-home.ts';
import { createInstallers } from '../adapters/installers/installers.ts';
import type { Queues } from '../adapters/queues.ts';
import { readRedacted } from '../adapters/runner/read-redacted.ts';
import { createSupervisedRunner } from '../adapters/runner/supervised-runner.ts';
import { createSealedVault } from '../adapters/secrets/sealed-vault.ts';
import { createFileProjection } from '../adapters/stores/file-projection.ts';
import { createSqliteEventStore } from '../adapters/stores/sqlite-event-store.ts';
import { createSqliteFlowList } from '../adapters/stores/sqlite-flow-list.ts';
import { systemClock, systemIds } from '../adapters/system.ts';
import type { Deps } from '../app/deps.ts';
import { definedOnly, type Found, toHomeOptions } from './found.ts';

const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** The adapters behind the engine's ports. `queue` is shared with whoever else writes into profiles. */
export const createDeps = (found: Found, queue: Queues): Deps => {
  const { dataDir, logFile } = found.settings;
  const vault = createSealedVault({ dataDir });
  const home = createProfileHome({ ...toHomeOptions(found, vault), queue });
  return {
    store: createSqliteEventStore({ path: logFile }),
    list: createSqliteFlowList({ path: join(dataDir, 'views.db') }),
    coverage: createFileProjection({ path: join(dataDir, 'coverage.json') }),
    home,
    runner: createSupervisedRunner({ root: join(dataDir, 'runs'), clock: systemClock }),
    installers: openInstallers(found, { home, vault }),
    vault,
    clock: systemClock,
    ids: systemIds,
    sha256: (text) => hash('sha256', text),
    readRedacted,
    notices: found.hermes === null ? [hermesNotFound] : [],
    onFault: (what, error) =>
      process.stderr.write(`${what}: ${error instanceof Error ? error.message : String(error)}\n`),
  };
};

const openInstallers = ({ settings, hermes }: Found, { home, vault }: Pick<Deps, 'home' | 'vault'>) => {
  const env = definedOnly(settings.env);
  return createInstallers({
    hermes: hermes && { executable: hermes.executable, env: only(env, HERMES_VARIABLES) },
    skillsCli: { node: process.execPath, script: createRequire(import.meta.url).resolve('skills/bin/cli.mjs') },
    baseEnv: env,
    profilePath: home.pathOf,
    digestTree: (directory) => digestTree(directory, vault.digest),
    outputPath: (directory) => join(directory, '../output'),
    timeoutMs: INSTALL_TIMEOUT_MS,
  });
};

const HERMES_VARIABLES = ['HERMES_BUNDLED_SKILLS', 'HERMES_OPTIONAL_SKILLS', 'GITHUB_TOKEN', 'GH_TOKEN'];

const only = (env: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => names.includes(name)));

const hermesNotFound = {
  code: 'hermes/not-found',
  message:
    'Hermes was not found on PATH: the profile is made all the same, skills come from folders and git repositories only.',
} as const;
