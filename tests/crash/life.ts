import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const server = fileURLToPath(new URL('./server.ts', import.meta.url));
const readySchema = z.object({ url: z.string(), token: z.string() });
const createdSchema = z.object({ flow: z.object({ id: z.string() }) });

const listSchema = z.object({ flows: z.array(z.object({ id: z.string(), outcome: z.string().nullable() })) });
type Listed = z.infer<typeof listSchema>['flows'][number];

/** One server process from its start to its death. */
export type Life = Readonly<{
  url: string;
  headers: Readonly<Record<string, string>>;
  died: Promise<void>;
  isDead(): boolean;
  kill(): void;
  flows(): Promise<readonly Listed[]>;
  /** Asks for a flow with a key of its name, so that asking again after a lost answer is the same command. */
  create(name: string, hubSkills: readonly string[]): Promise<string>;
}>;

type Scene = Readonly<{
  home: string;
  data: string;
  starts: string;
  boundaries: string;
  homedir: string;
  mode: string;
}>;

export const startLife = async ({ home, data, starts, boundaries, homedir, mode }: Scene): Promise<Life> => {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: homedir,
    CRASH_HOME: home,
    CRASH_DATA: data,
    CRASH_STARTS: starts,
    CRASH_BOUNDARIES: boundaries,
    CRASH: mode,
  };
  const child = spawn(process.execPath, [server], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let isDead = false;
  const died = new Promise<void>((resolve) => {
    child.once('exit', () => {
      isDead = true;
      resolve();
    });
  });
  const { url, token } = (await firstLine(child.stdout)) ?? { url: '', token: '' };
  const headers = { authorization: `Bearer ${token}` };
  return {
    url,
    headers,
    died,
    isDead: () => isDead,
    kill: () => child.kill('SIGKILL'),
    create: (name, hub) => create({ url, headers, name, hub }),
    async flows() {
      const response = await fetch(`${url}/api/flows?limit=1000`, { headers });
      return listSchema.parse(await response.json()).flows;
    },
  };
};

/** Null when the server died before it listened: one that resumes and is killed at its first append. */
const firstLine = async (stdout: NodeJS.ReadableStream): Promise<z.infer<typeof readySchema> | null> => {
  for await (const line of createInterface({ input: stdout })) return readySchema.parse(JSON.parse(line));
  return null;
};

type Create = Readonly<{
  url: string;
  headers: Readonly<Record<string, string>>;
  name: string;
  hub: readonly string[];
}>;

const create = async ({ url, headers, name, hub }: Create): Promise<string> => {
  const body = JSON.stringify({
    name,
    description: 'made while servers die',
    soul: `You are ${name}.`,
    model: { provider: 'openrouter', model: 'anthropic/claude-sonnet-4' },
    mcpServers: [{ name: 'fs', command: 'npx', args: ['-y', 'server'] }, { name: 'bad' }],
    hubSkills: hub,
  });
  const sent = { ...headers, 'content-type': 'application/json', 'idempotency-key': name };
  const response = await fetch(`${url}/api/flows`, { method: 'POST', headers: sent, body });
  const answer = await response.text();
  if (response.status !== 202) throw new Error(`${response.status}: ${answer}`);
  return createdSchema.parse(JSON.parse(answer)).flow.id;
};
