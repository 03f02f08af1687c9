import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { FlowView } from '../../src/machines/flow/view.ts';

const listeningSchema = z.object({
  event: z.literal('listening'),
  url: z.string(),
  token: z.string(),
  version: z.string(),
});

/** A scratch machine: a home, a Hermes home and a data directory of its own. */
export type Scratch = Readonly<{
  directory: string;
  homedir: string;
  hermes: string;
  data: string;
  remove(): Promise<void>;
}>;

export const createScratch = async (): Promise<Scratch> => {
  const directory = await mkdtemp(join(tmpdir(), 'profile-builder-e2e-'));
  const [homedir, hermes, data] = ['home', 'hermes', 'data'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([mkdir(homedir), mkdir(hermes)]);
  // What was started and not awaited may still write.
  const remove = () => rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  return { directory, homedir, hermes, data, remove };
};

/** The real program, started as `npm start` starts it. */
export type Server = Readonly<{
  url: string;
  token: string;
  process: ChildProcess;
  call(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  create(plan: object): Promise<FlowView>;
  /** The flow once it satisfies the condition. */
  until(id: string, condition: (flow: FlowView) => boolean, timeoutMs?: number): Promise<FlowView>;
  settled(id: string): Promise<FlowView>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** All it ever wrote to stdout and stderr. */
  printed(): string;
}>;

type Options = Readonly<{
  env?: Readonly<Record<string, string>>;
  args?: readonly string[];
  /** What runs node, with its arguments. */
  through?: readonly string[];
}>;

export const startServer = async (
  scratch: Scratch,
  { env = {}, args = [], through = [] }: Options = {},
): Promise<Server> => {
  const flags = ['--port', '0', '--json', '--hermes-home', scratch.hermes, '--data-dir', scratch.data, ...args];
  const [command = '', ...rest] = [...through, process.execPath, 'src/start.mjs', ...flags];
  const ownBin = join(scratch.homedir, '.local', 'bin');
  const child = spawn(command, rest, {
    env: { HOME: scratch.homedir, ...env, PATH: [env['PATH'] ?? process.env['PATH'], ownBin].join(delimiter) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => void child.once('exit', (code) => resolve(code)));
  const line = await firstLine(child.stdout);
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  if (line === null) throw new Error(`the server did not start: ${text}`);
  const { url, token } = listeningSchema.parse(JSON.parse(line));
  text += line;
  const call: Server['call'] = (path, init = {}) =>
    fetch(url + path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...Object.fromEntries(new Headers(init.headers)) },
    });
  const post: Server['post'] = (path, body, headers = {}) =>
    call(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const until: Server['until'] = async (id, condition, timeoutMs = 30_000) => {
    for (const end = Date.now() + timeoutMs; ; await sleep(25)) {
      const flow = (await (await call(`/api/flows/${id}`)).json()) as FlowView;
      if (condition(flow)) return flow;
      if (Date.now() > end) throw new Error(`waited in vain; the flow is ${JSON.stringify(flow)}`);
    }
  };
  return {
    url,
    token,
    process: child,
    call,
    post,
    until,
    settled: (id) => until(id, ({ outcome }) => outcome !== null),
    async create(plan) {
      const response = await post('/api/flows', plan);
      if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
      return ((await response.json()) as { flow: FlowView }).flow;
    },
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
    printed: () => text,
  };
};

const firstLine = async (stdout: NodeJS.ReadableStream): Promise<string | null> => {
  const lines = createInterface({ input: stdout });
  return new Promise((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(null));
  });
};
