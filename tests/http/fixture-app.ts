import { createChartLayout } from '../../src/adapters/chart/create-chart-layout.ts';
import { z } from 'zod';
import { createCatalog } from '../../src/adapters/catalog/catalog.ts';
import { createEmbeddedSource } from '../../src/adapters/catalog/embedded-source.ts';
import { createProfileSettings } from '../../src/adapters/catalog/profile-settings.ts';
import { createOfficialSkills } from '../../src/adapters/hub/official-skills.ts';
import { createSkillHub } from '../../src/adapters/hub/skill-hub.ts';
import { createQueues } from '../../src/adapters/queues.ts';
import { createProfileShelf } from '../../src/adapters/hermes-home/shelf/profile-shelf.ts';
import { createDescriber } from '../../src/adapters/describe-profile.ts';
import { createOpenTerminal } from '../../src/adapters/open-terminal.ts';
import { createMcpProber } from '../../src/adapters/mcp/mcp-prober.ts';
import { createApp } from '../../src/http/app.ts';
import { serve, toAllowedHosts } from '../../src/http/serve.ts';
import type { StreamLimits } from '../../src/http/stream/limits.ts';
import type { Engine } from '../../src/app/engine.ts';
import type { Catalog, CatalogSource } from '../../src/machines/ports/catalog.ts';
import type { SkillHub } from '../../src/machines/ports/skill-hub.ts';
import type { Describer } from '../../src/machines/ports/describer.ts';
import type { OpenTerminal } from '../../src/machines/ports/terminal.ts';
import type { ProfileShelf } from '../../src/machines/ports/profile-shelf.ts';
import { createFixture, type FixtureOptions } from './fixture-engine.ts';

export const TOKEN = 'token-of-the-tests';
export const HOST = '127.0.0.1:9120';
export const auth = { Authorization: `Bearer ${TOKEN}` };

export type AppFixtureOptions = FixtureOptions &
  Readonly<{
    limits?: Partial<StreamLimits>;
    now?: () => Date;
    shelf?: (engine: Engine) => ProfileShelf;
    sources?: readonly CatalogSource[];
    skillHub?: (catalog: Catalog) => SkillHub;
    root?: string;
    env?: Record<string, string>;
    pageDirectory?: string;
    describer?: Describer;
    openTerminal?: OpenTerminal;
  }>;

const noShelf = ({ holderOf, actionIn }: Engine): ProfileShelf =>
  createProfileShelf({
    root: '/nonexistent',
    homedir: '/nonexistent',
    env: {},
    hermesExecutable: null,
    queue: createQueues(),
    holderOf,
    actionIn,
  });

const officialOnly = (catalog: Catalog): SkillHub => {
  const { source } = createOfficialSkills({ catalog, root: undefined });
  const nothing = async () => ({ ok: false, code: 'hub/not-found', message: 'This fixture has no skills.' }) as const;
  return createSkillHub({ sources: [source], local: { preview: nothing, scan: nothing }, hermes: null });
};

export const createAppFixture = ({
  limits = {},
  now = () => new Date(),
  shelf = noShelf,
  sources = [createEmbeddedSource()],
  skillHub = officialOnly,
  root = '/nowhere',
  env = {},
  pageDirectory = '/nowhere',
  describer = createDescriber({ executable: null, root, env }),
  openTerminal = createOpenTerminal({ platform: 'linux', env }),
  ...options
}: AppFixtureOptions = {}) => {
  const fixture = createFixture(options);
  const opened = shelf(fixture.engine);
  const closing = new AbortController();
  const faults: unknown[] = [];
  let hosts: readonly string[] = [HOST];
  const mcpProber = createMcpProber({ env: { PATH: '/usr/bin:/bin' }, homedir: '/', version: '1.2.3' });
  const layChartOut = createChartLayout();
  const preview = (): Promise<never> => Promise.reject(new Error('this fixture has no disk to look at'));
  const catalog = createCatalog(sources);
  const hub = skillHub(catalog);
  const digest = (text: string | Uint8Array) => String(text.length);
  const machine = { homedir: root, platform: 'linux' };
  const settings = createProfileSettings({ root, ...machine, env, digest, queue: createQueues() });
  const app = createApp({
    engine: fixture.engine,
    shelf: opened,
    describer,
    openTerminal,
    mcpProber,
    preview,
    layChartOut,
    catalog,
    settings,
    skillHub: hub,
    token: TOKEN,
    info: { version: '1.2.3', pid: 4711, hermes: null, home: '/home/someone/.hermes' },
    pageDirectory,
    allowedHosts: () => hosts,
    clock: { now, sleep: () => Promise.resolve() },
    closing: closing.signal,
    onFault: (_what, error) => faults.push(error),
    limits,
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(path, { headers: { host: hosts[0] ?? HOST, ...auth, ...headers } });
  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const length = String(Buffer.byteLength(text));
    const all = {
      host: hosts[0] ?? HOST,
      ...auth,
      'content-type': 'application/json',
      'content-length': length,
      ...headers,
    };
    return app.request(path, { method, body: text, headers: all });
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) => send('POST', path, body, headers);
  const put = (path: string, body: unknown) => send('PUT', path, body);
  const remove = (path: string) =>
    app.request(path, { method: 'DELETE', headers: { host: hosts[0] ?? HOST, ...auth } });
  const start = async (plan: object): Promise<string> => {
    const response = await post('/api/flows', plan);
    return startedSchema.parse(await response.json()).flow.id;
  };
  const rested = async (id: string): Promise<number> => {
    const flow = await fixture.engine.when(id, ({ pending }) => pending.size === 0, AbortSignal.timeout(5000));
    return flow.version;
  };
  const listen = async () => {
    const setHosts = (port: number) => {
      hosts = toAllowedHosts('127.0.0.1', port);
    };
    return serve({ app, host: '127.0.0.1', port: 0, closing, onListening: setHosts });
  };
  return {
    ...fixture,
    app,
    shelf: opened,
    describer,
    openTerminal,
    mcpProber,
    preview,
    layChartOut,
    catalog,
    settings,
    skillHub: hub,
    get,
    send,
    post,
    put,
    delete: remove,
    remove,
    start,
    rested,
    listen,
    faults,
    closing,
  };
};

const startedSchema = z.object({ flow: z.object({ id: z.string() }) });

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.union([
    z.string(),
    z.array(z.object({ type: z.string(), loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
  ]),
  code: z.string(),
  requestId: z.string(),
  flow: z.string().optional(),
  item: z.string().optional(),
});

export const readProblem = async (response: Response) => problemSchema.parse(await response.json());
