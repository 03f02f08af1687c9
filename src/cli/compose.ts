import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createQueues } from '../adapters/queues.ts';
import { acquireOwnerLock, type OwnerLock } from '../adapters/stores/owner-lock.ts';
import { createEngine } from '../app/create-engine.ts';
import type { Deps } from '../app/deps.ts';
import { createApp } from '../http/app.ts';
import { serve, toAllowedHosts } from '../http/serve.ts';
import { createDeps } from './create-deps.ts';
import { createTools } from './create-tools.ts';
import { findAround } from './found.ts';
import { keepToken } from './keep-token.ts';
import type { Compose, Composition } from './parts.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';

/** Puts something between the engine and its ports; for tests that must see or break what passes there. */
export type Wrap = (deps: Deps) => Deps;

type HeldLock = Extract<OwnerLock, { ok: true }>;

const OWNER_WAIT_MS = 5000;

/** As far from `src/cli` as from `dist/cli`. */
const pageDirectory = fileURLToPath(new URL('../../web/dist', import.meta.url));

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

/** The program as it is, with nothing in between. */
export const compose: Compose = createCompose();

const assemble = async (settings: Settings, lock: HeldLock, wrap: Wrap): Promise<Composition> => {
  const { dataDir, hermesHome, host, port } = settings;
  const found = await findAround(settings);
  const { hermes } = found;
  const token = await keepToken(settings);
  const queue = createQueues();
  const deps = wrap(createDeps(found, queue));
  const engine = createEngine(deps);
  const tools = await createTools(found, { deps, engine, queue });
  const closing = new AbortController();
  let hosts: readonly string[] = ['localhost'];
  const app = createApp({
    engine,
    ...tools,
    token,
    info: { version, pid: process.pid, hermes: hermes?.version ?? null, home: hermesHome, dataDir },
    pageDirectory,
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
      await Promise.all([stopListening(), tools.mcpProber.close(), tools.skillHub.close()]);
      await release();
      await lock.release();
    },
  };
};

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
