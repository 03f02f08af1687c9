import { hash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findHermes } from '../adapters/find-hermes.ts';
import { digestTree } from '../adapters/hermes-home/digest-tree.ts';
import { createProfileHome } from '../adapters/hermes-home/profile-home.ts';
import { createInstallers } from '../adapters/installers/installers.ts';
import { createMigrateConfig } from '../adapters/migrate-config.ts';
import { readRedacted } from '../adapters/runner/read-redacted.ts';
import { createSupervisedRunner } from '../adapters/runner/supervised-runner.ts';
import { createSealedVault } from '../adapters/secrets/sealed-vault.ts';
import { acquireOwnerLock, type OwnerLock } from '../adapters/stores/owner-lock.ts';
import { createSqliteEventStore } from '../adapters/stores/sqlite-event-store.ts';
import { createSqliteFlowList } from '../adapters/stores/sqlite-flow-list.ts';
import { systemClock, systemIds } from '../adapters/system.ts';
import { createEngine } from '../app/create-engine.ts';
import type { Deps } from '../app/deps.ts';
import { createApp } from '../http/app.ts';
import { serve, toAllowedHosts } from '../http/serve.ts';
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
  const deps = wrap(createDeps(settings, hermes));
  const engine = createEngine(deps);
  const closing = new AbortController();
  let hosts: readonly string[] = ['localhost'];
  const app = createApp({
    engine,
    token,
    info: { version, hermes: hermes?.version ?? null, home: hermesHome, dataDir },
    allowedHosts: () => hosts,
    clock: deps.clock,
    closing: closing.signal,
    onFault: deps.onFault,
  });
  let stopListening = async (): Promise<void> => closing.abort(new Error('the program ends'));
  await engine.resume();
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
      await stopListening();
      await engine.close();
      deps.list.close();
      await deps.store.close();
      await lock.release();
    },
  };
};

const createDeps = (settings: Settings, hermes: Hermes): Deps => {
  const { dataDir, hermesHome, homedir } = settings;
  const env = Object.fromEntries(
    Object.entries(settings.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const vault = createSealedVault({ dataDir });
  const sources = { bundledSkills: env['HERMES_BUNDLED_SKILLS'], optionalSkills: env['HERMES_OPTIONAL_SKILLS'] };
  const home = createProfileHome({
    root: hermesHome,
    dataDir,
    homedir,
    env: { ...sources, path: env['PATH'] },
    digest: vault.digest,
    hermesExecutable: hermes?.executable ?? null,
    configVersion: hermes?.configVersion ?? null,
    migrateConfig: hermes && createMigrateConfig({ executable: hermes.executable, path: env['PATH'] ?? '' }),
    clock: systemClock,
  });
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
  return ((await answer.json()) as { url: string }).url;
};
