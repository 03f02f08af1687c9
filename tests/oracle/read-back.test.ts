import { execa } from 'execa';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createScratch, type Scratch, type Server, startServer } from '../e2e/server.ts';
import { askHermes, type Answer, type Request } from '../fixtures/replay/ask-hermes.ts';
import { writeBundles } from './bundles.ts';
import { describeWithHermes, hermesAgent } from './with-hermes.ts';

/** What Hermes' own dashboard makes: whole profiles, clones, and changes to them. */
const writes: readonly Request[] = [
  [
    'POST',
    '/api/profiles',
    {
      name: 'whole',
      description: ' says "yes": on # ü ',
      ...{ provider: 'anthropic', model: 'anthropic/claude-opus-4.6' },
      mcp_servers: [
        { name: 'n8n', url: 'https://n8n.example/mcp', auth: 'header', bearer_token: 'Bearer s3' },
        { name: 'linear', url: 'https://mcp.linear.app/mcp', auth: 'oauth' },
        { name: 'time', command: 'uvx', args: ['mcp-server-time', 'on', '0777'], env: { TZ: 'UTC', KEY: 'secret' } },
      ],
      keep_skills: ['keep-me', 'flat'],
    },
  ],
  ['POST', '/api/profiles', { name: 'bare', no_skills: true }],
  ['POST', '/api/profiles', { name: 'copy', clone_from: 'whole', provider: 'openrouter', model: 'a/b' }],
  ['PUT', '/api/profiles/copy/soul', { content: 'A copy.\nü\n' }],
  ['PUT', '/api/profiles/bare/description', { description: 'bare' }],
  ['PUT', '/api/skills/toggle', { name: 'drop-me', enabled: true, profile: 'whole' }],
  ['PUT', '/api/mcp/servers/time/enabled?profile=copy', { enabled: false }],
  ['DELETE', '/api/mcp/servers/linear?profile=copy'],
  ['POST', '/api/profiles/active', { name: 'copy' }],
];

const names = ['default', 'whole', 'bare', 'copy'];
const reads: readonly string[] = [
  ...['/api/profiles', '/api/profiles/active'],
  ...names.flatMap((name) => [
    ...['soul', 'setup-command'].map((part) => `/api/profiles/${name}/${part}`),
    ...['skills', 'mcp/servers', 'skills/hub/sources'].map((part) => `/api/${part}?profile=${name}`),
  ]),
  '/api/skills/content?profile=whole&name=evm',
];

describeWithHermes('what hermes wrote, by its dashboard and its commands', () => {
  let scratch: Scratch;
  let server: Server;
  let theirs: ReadonlyMap<string, Answer>;
  beforeAll(async () => {
    scratch = await createScratch();
    const env = await writeBundles(join(scratch.directory, 'bundles'));
    const machine = { root: scratch.hermes, homedir: scratch.homedir, env };
    const written = await askHermes(writes, machine);
    expect(written.map(([status]) => status)).toEqual(writes.map(() => 200));
    await install(scratch, env, 'whole', 'official/blockchain/evm');
    const answers = await askHermes(
      reads.map((path): Request => ['GET', path]),
      machine,
    );
    theirs = new Map(reads.map((path, index) => [path, answers[index] ?? [0, null]]));
    const PATH = `${dirname(String(hermesAgent))}:${process.env['PATH']}`;
    server = await startServer(scratch, { env: { ...env, PATH } });
  }, 180_000);
  afterAll(async () => {
    await server.stop();
    await scratch.remove();
  });

  test.each(reads)('%s is read by us as by it', async (path) => {
    const response = await server.call(path);
    const body: unknown = JSON.parse((await response.text()).replaceAll(scratch.hermes, '<root>'));
    const [status, their] = theirs.get(path) ?? [0, null];
    expect([response.status, like(body, shared(path, their))]).toEqual([200, like(their, shared(path, their))]);
    expect(status).toBe(200);
  });

  test('none of their names is free for a flow, and each may be cloned', async () => {
    for (const name of ['whole', 'bare', 'copy']) {
      const refused = await server.post('/api/profiles', { name });
      expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'profile/exists' }]);
      const cloned = await server.post('/api/profiles', { name: `${name}-too`, clone_from: name });
      expect([cloned.status, await cloned.json()]).toMatchObject([200, { ok: true }]);
    }
  });
});

const install = async (
  { hermes, homedir }: Scratch,
  env: Readonly<Record<string, string>>,
  profile: string,
  id: string,
) =>
  await execa(String(hermesAgent), ['-p', profile, 'skills', 'install', '--yes', '--', id], {
    env: { ...env, PATH: '/usr/bin:/bin', HOME: homedir, HERMES_HOME: hermes, HERMES_NONINTERACTIVE: '1' },
    ...{ extendEnv: false, stdin: 'ignore' },
  });

/** Where skills can be searched is each side's own; what of them is installed is not. */
const shared = (path: string, answer: unknown): unknown =>
  path.includes('/hub/sources') && isRecord(answer) ? { installed: answer['installed'] } : answer;

/** Only the keys of another value; lists by their text. */
const like = (value: unknown, model: unknown): unknown => {
  if (Array.isArray(value) && Array.isArray(model))
    return value.map((item) => like(item, model[0])).toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  if (!isRecord(value) || !isRecord(model)) return value;
  return Object.fromEntries(Object.entries(model).map(([key, item]) => [key, like(value[key], item)]));
};

const textOf = (value: unknown) => JSON.stringify(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
