import { hash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { createCatalog } from '../adapters/catalog/catalog.ts';
import { createDashboardSource } from '../adapters/catalog/dashboard-source.ts';
import { createEmbeddedSource } from '../adapters/catalog/embedded-source.ts';
import { type HermesDirectories, findHermesDirectories } from '../adapters/catalog/hermes-directories.ts';
import { createHermesSource } from '../adapters/catalog/hermes-source.ts';
import { createProfileSettings } from '../adapters/catalog/profile-settings.ts';
import { findHermes } from '../adapters/find-hermes.ts';
import { digestTree } from '../adapters/hermes-home/digest-tree.ts';
import type { ProfileHomeOptions } from '../adapters/hermes-home/home.ts';
import { createProfileHome } from '../adapters/hermes-home/profile-home.ts';
import { createQueues, type Queues } from '../adapters/queues.ts';
import { createProfileShelf } from '../adapters/hermes-home/shelf/profile-shelf.ts';
import { createScratchHomes } from '../adapters/hermes-home/scratch-homes.ts';
import { createInstallers } from '../adapters/installers/installers.ts';
import { createMcpProber } from '../adapters/mcp/mcp-prober.ts';
import { createMigrateConfig } from '../adapters/migrate-config.ts';
import { readRedacted } from '../adapters/runner/read-redacted.ts';
import { createSupervisedRunner } from '../adapters/runner/supervised-runner.ts';
import { createMemoryVault } from '../adapters/secrets/memory-vault.ts';
import { createSealedVault } from '../adapters/secrets/sealed-vault.ts';
import { acquireOwnerLock, type OwnerLock } from '../adapters/stores/owner-lock.ts';
import { createMemoryEventStore } from '../adapters/stores/memory-event-store.ts';
import { createMemoryFlowList } from '../adapters/stores/memory-flow-list.ts';
import { createSqliteEventStore } from '../adapters/stores/sqlite-event-store.ts';
import { createSqliteFlowList } from '../adapters/stores/sqlite-flow-list.ts';
import { systemClock, systemIds } from '../adapters/system.ts';
import { createEngine } from '../app/create-engine.ts';
import type { Deps } from '../app/deps.ts';
import { createPreview } from '../app/preview.ts';
import { createApp } from '../http/app.ts';
import { serve, toAllowedHosts } from '../http/serve.ts';
import type { ScratchHomes } from '../machines/ports/scratch-home.ts';
import { keepToken } from './keep-token.ts';
import type { Compose, Composition } from './parts.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';

/** Puts something between the engine and its ports; for tests that must see or break what passes there. */
export type Wrap = (deps: Deps) => Deps;

type HeldLock = Extract<OwnerLock, { ok: true }>;
type Hermes = Awaited<ReturnType<typeof findHermes>>;

const OWNER_WAIT_MS = 5000;
const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** The composition root: the one place that chooses adapters. */
export const createCompose =
  (wrap: Wrap = (deps) => deps): Compose =>
  async (settings) => {
    await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
    const info = { pid: process.pid, url: null, startedAt: new Date().toISOString(), version };
    const lock = await acquireOwnerLock({ dataDir: settings.dataDir, waitMs: OWNER_WAIT_MS, info });
    if (!lock.ok) return { ok: false, reason: inUse(settings.dataDir, lock.owner), owner: lock.owner };
    try {
      return { ok: true, ...(await assemble(settings, lock, wrap)) };
    } catch (error) {
      await lock.release();
      throw error;
    }
  };

export const compose: Compose = createCompose();

const assemble = async (settings: Settings, lock: HeldLock, wrap: Wrap): Promise<Composition> => {
  const { dataDir, hermesHome, host, port } = settings;
  const hermes = await findHermes({ path: settings.env['PATH'] ?? '' });
  const token = await keepToken(settings);
  const queue = createQueues();
  const directories = await findHermesDirectories({
    bundledSkills: settings.env['HERMES_BUNDLED_SKILLS'],
    optionalSkills: settings.env['HERMES_OPTIONAL_SKILLS'],
    optionalMcps: settings.env['HERMES_OPTIONAL_MCPS'],
    executable: hermes?.executable ?? null,
  });
  const found = { settings, hermes, directories };
  const deps = wrap(createDeps(found, queue));
  const engine = createEngine(deps);
  const mcpProber = createMcpProber({ env: definedOnly(settings.env), homedir: settings.homedir, version });
  const scratchHomes = createScratchHomes(homeOptions(found, deps.vault));
  const preview = createPreview({ deps, mcpProber, openScratch: scratchOpener(deps, scratchHomes) });
  await scratchHomes.sweep();
  const closing = new AbortController();
  let hosts: readonly string[] = ['localhost'];
  const app = createApp({
    engine,
    shelf: createProfileShelf({ ...toPlaces(settings, hermes), queue, holderOf: engine.holderOf }),
    mcpProber,
    preview,
    catalog: createCatalog([
      ...(settings.dashboard ? [createDashboardSource(settings.dashboard)] : []),
      createHermesSource(directories),
      createEmbeddedSource(),
    ]),
    settings: createProfileSettings({
      root: hermesHome,
      homedir: settings.homedir,
      platform: process.platform,
      env: definedOnly(settings.env),
      digest: deps.vault.digest,
      queue,
    }),
    token,
    info: { version, pid: process.pid, hermes: hermes?.version ?? null, home: hermesHome, dataDir },
    allowedHosts: () => hosts,
    clock: deps.clock,
    closing: closing.signal,
    onFault: deps.onFault,
  });
  let stopListening = async (): Promise<void> => closing.abort(new Error('the program ends'));
  const release = async (): Promise<void> => {
    await engine.close();
    deps.list.close();
    await deps.store.close();
  };
  try {
    await engine.resume();
  } catch (error) {
    await release();
    throw error;
  }
  return {
    app,
    engine,
    token,
    info: { version, hermes, home: hermesHome, dataDir },
    async serve() {
      const served = await serve({
        app,
        host,
        port,
        closing,
        onListening: (actual) => (hosts = toAllowedHosts(host, actual)),
      });
      stopListening = served.close;
      await lock.publish({ pid: process.pid, url: served.url, startedAt: new Date().toISOString(), version });
      return { url: served.url, loginUrl: await askForLogin(app, served.url, token) };
    },
    async close() {
      await Promise.all([stopListening(), mcpProber.close()]);
      await release();
      await lock.release();
    },
  };
};

/** Where Hermes' files are on this machine. */
const toPlaces = ({ hermesHome, homedir, env }: Settings, hermes: Hermes) => ({
  root: hermesHome,
  homedir,
  env: { path: env['PATH'], hermesHome: env['HERMES_HOME'] },
  hermesExecutable: hermes?.executable ?? null,
});

/** What is there to work with: as asked for, and as found. */
type Found = Readonly<{ settings: Settings; hermes: Hermes; directories: HermesDirectories }>;

const createDeps = (found: Found, queue: Queues): Deps => {
  const { settings, hermes } = found;
  const { dataDir } = settings;
  const env = definedOnly(settings.env);
  const vault = createSealedVault({ dataDir });
  const home = createProfileHome({ ...homeOptions(found, vault), queue });
  return {
    store: createSqliteEventStore({ path: settings.logFile }),
    list: createSqliteFlowList({ path: join(dataDir, 'views.db') }),
    home,
    runner: createSupervisedRunner({ root: join(dataDir, 'runs'), clock: systemClock }),
    installers: createInstallers({
      hermes: hermes && { executable: hermes.executable, env: only(env, HERMES_VARIABLES) },
      skillsCli: { node: process.execPath, script: createRequire(import.meta.url).resolve('skills/bin/cli.mjs') },
      baseEnv: env,
      profilePath: home.pathOf,
      digestTree: (directory) => digestTree(directory, vault.digest),
      outputPath: (directory) => join(directory, '../output'),
      timeoutMs: INSTALL_TIMEOUT_MS,
    }),
    vault,
    clock: systemClock,
    ids: systemIds,
    sha256: (text) => hash('sha256', text),
    readRedacted,
    notices: hermes === null ? [hermesNotFound] : [],
    onFault: (what, error) =>
      process.stderr.write(`${what}: ${error instanceof Error ? error.message : String(error)}\n`),
  };
};

const homeOptions = ({ settings, hermes, directories }: Found, vault: Deps['vault']): ProfileHomeOptions => ({
  root: settings.hermesHome,
  dataDir: settings.dataDir,
  homedir: settings.homedir,
  env: {
    bundledSkills: directories.bundledSkills,
    optionalSkills: directories.optionalSkills,
    path: settings.env['PATH'],
  },
  digest: vault.digest,
  hermesExecutable: hermes?.executable ?? null,
  configVersion: hermes?.configVersion ?? null,
  migrateConfig: hermes && createMigrateConfig({ executable: hermes.executable, path: settings.env['PATH'] ?? '' }),
  clock: systemClock,
});

const scratchOpener = (deps: Deps, homes: ScratchHomes) => async (profile: string) => {
  const scratch = await homes.open(profile);
  const forgotten = {
    store: createMemoryEventStore(),
    list: createMemoryFlowList(),
    vault: createMemoryVault(deps.vault.digest),
  };
  return { ...scratch, deps: { ...deps, ...forgotten, home: scratch.home } };
};

const definedOnly = (env: Settings['env']): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));

const HERMES_VARIABLES = ['HERMES_BUNDLED_SKILLS', 'HERMES_OPTIONAL_SKILLS', 'GITHUB_TOKEN', 'GH_TOKEN'];

const only = (env: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => names.includes(name)));

const hermesNotFound = {
  code: 'hermes/not-found',
  message:
    'Hermes was not found on PATH: the profile is made all the same, skills come from folders and git repositories only.',
} as const;

const inUse = (dataDir: string, owner: Extract<OwnerLock, { ok: false }>['owner']): string =>
  owner === null
    ? `Another process uses ${dataDir}. Stop it, or choose another directory with --data-dir.`
    : `Another server (pid ${owner.pid}${owner.url === null ? '' : `, ${owner.url}`}) uses ${dataDir}. Use it, stop it, or choose another directory with --data-dir.`;

const askForLogin = async (app: Composition['app'], url: string, token: string): Promise<string> => {
  const headers = { authorization: `Bearer ${token}`, host: new URL(url).host };
  const answer = await app.fetch(new Request(`${url}/api/login-tickets`, { method: 'POST', headers }));
  return loginSchema.parse(await answer.json()).url;
};

const loginSchema = z.object({ url: z.string() });
