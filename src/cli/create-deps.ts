import { hash } from 'node:crypto';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ActionJobsOptions, createActionJobs } from '../adapters/actions/action-jobs.ts';
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
import type { Installers } from '../machines/ports/installer.ts';
import { definedOnly, type Found, toHomeOptions } from './found.ts';
import { ACTION_TIMEOUT_MS, toInstallerOptions } from './installer-options.ts';

/** The adapters behind the engine's ports. `queue` is shared with whoever else writes into profiles. */
export const createDeps = (found: Found, queue: Queues): Deps => {
  const { dataDir, logFile } = found.settings;
  const vault = createSealedVault({ dataDir });
  const home = createProfileHome({ ...toHomeOptions(found, vault), queue });
  const installers = createInstallers(
    toInstallerOptions({
      env: definedOnly(found.settings.env),
      hermes: found.hermes?.executable ?? null,
      pathOf: home.pathOf,
      digestTree: (directory) => digestTree(directory, vault.digest),
    }),
  );
  return {
    store: createSqliteEventStore({ path: logFile }),
    list: createSqliteFlowList({ path: join(dataDir, 'views.db') }),
    coverage: createFileProjection({ path: join(dataDir, 'coverage.json') }),
    home,
    runner: createSupervisedRunner({ root: join(dataDir, 'runs'), clock: systemClock }),
    installers,
    actionJobs: createActionJobs(toActionJobOptions(found, installers)),
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

/** The program of an action stands beside this file, built or not. */
const ACTION_PROGRAM = fileURLToPath(new URL(`./perform-action${extname(import.meta.url)}`, import.meta.url));

const toActionJobOptions = ({ settings, hermes }: Found, installers: Installers): ActionJobsOptions => ({
  installers,
  program: [process.execPath, ACTION_PROGRAM],
  places: {
    root: settings.hermesHome,
    dataDir: settings.dataDir,
    homedir: settings.homedir,
    hermes: hermes?.executable ?? null,
  },
  baseEnv: definedOnly(settings.env),
  timeoutMs: ACTION_TIMEOUT_MS,
});

const hermesNotFound = {
  code: 'hermes/not-found',
  message:
    'Hermes was not found on PATH: the profile is made all the same, skills come from folders and git repositories only.',
} as const;
