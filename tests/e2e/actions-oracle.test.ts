import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { writeTree } from '../contracts/installer.contract.ts';
import { createGitRepository } from '../fixtures/git-repository.ts';
import { writeBundles } from '../oracle/bundles.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

const hermes = process.env['HERMES_AGENT'] ?? '';

let ours: Scratch;
let theirs: Scratch;
let env: Record<string, string>;
let server: Server;

/** Answers every question as a model would. */
const model = createServer((_, response) => {
  const message = { role: 'assistant', content: '{"description": "Writes \\"code\\": well."}' };
  const choices = [{ index: 0, finish_reason: 'stop', message }];
  const completion = { id: 'x', object: 'chat.completion', created: 1, model: 'm', choices };
  response.setHeader('content-type', 'application/json').end(JSON.stringify(completion));
});

const manifests = (url: string) => {
  const all = {
    plain: { transport: { type: 'stdio', command: 'true', args: ['a', '1'], env: { MODE: 'quiet' } } },
    limited: { transport: { type: 'stdio', command: 'false' }, tools: { default_enabled: ['one', 'two'] } },
    signed: { transport: { type: 'http', url: 'http://127.0.0.1:9/mcp' }, auth: { type: 'oauth' } },
    keyed: {
      transport: { type: 'stdio', command: 'true' },
      auth: { type: 'api_key', env: [{ name: 'KEYED_TOKEN' }, { name: 'KEYED_URL', required: false }] },
    },
    built: {
      transport: { type: 'stdio', command: '${INSTALL_DIR}/start', args: ['${INSTALL_DIR}'] },
      install: { type: 'git', url, ref: 'main', bootstrap: ['echo built >made'] },
    },
  };
  const toText = (name: string, rest: object) =>
    JSON.stringify({ manifest_version: 1, name, description: 'It is one.', ...rest });
  return Object.entries(all).map(([name, rest]) => [`${name}/manifest.yaml`, toText(name, rest)] as const);
};

beforeAll(async () => {
  [ours, theirs] = [await createScratch(), await createScratch()];
  const { HERMES_OPTIONAL_SKILLS = '', HERMES_OPTIONAL_MCPS = '' } = await writeBundles(
    join(ours.directory, 'bundles'),
  );
  const url = await createGitRepository(join(ours.directory, 'repository'), { files: { start: '#!/bin/sh\n' } });
  await writeTree(HERMES_OPTIONAL_MCPS, Object.fromEntries(manifests(url)));
  await once(model.listen(0, '127.0.0.1'), 'listening');
  const { port } = z.object({ port: z.number() }).parse(model.address());
  const describer = { provider: 'custom', base_url: `http://127.0.0.1:${port}/v1`, api_key: 'x', model: 'm' };
  for (const { hermes: root } of [ours, theirs])
    await writeTree(root, {
      'profiles/coder/config.yaml': '# mine\nmcp_servers:\n  broken: {command: no-such-program-4711}\n',
      'profiles/other/profile.yaml': 'description: mine\n',
      'config.yaml': JSON.stringify({ auxiliary: { profile_describer: describer } }),
    });
  env = { PATH: `${dirname(hermes)}:/usr/bin:/bin`, HERMES_OPTIONAL_SKILLS, HERMES_OPTIONAL_MCPS };
  server = await startServer(ours, { env });
});
afterAll(async () => {
  await server.stop();
  model.close();
  await Promise.all([ours.remove(), theirs.remove()]);
});

type Request = readonly [method: 'GET' | 'POST' | 'WAIT', path: string, body?: unknown];

const evm = 'skills-install-official-blockchain-evm-bf3ddfd6';
const profile = 'coder';

const requests: readonly Request[] = [
  ['GET', `/api/actions/${evm}/status`],
  ['GET', '/api/actions/skills-update/status'],
  ['POST', '/api/skills/hub/install', { identifier: ' official/blockchain/evm ', profile }],
  ['WAIT', `/api/actions/${evm}/status`],
  ['POST', '/api/skills/hub/install?profile=coder', { identifier: 'official/security/1password' }],
  ['WAIT', '/api/actions/skills-install-official-security-1password-263538a0/status'],
  ['POST', '/api/skills/hub/install', { identifier: ' ' }],
  ['POST', '/api/skills/hub/install', { identifier: 'a', profile: 'ghost' }],
  ['POST', '/api/skills/hub/install', { identifier: 'a', profile: 'Bad Name' }],
  ['POST', '/api/skills/hub/install', { identifier: 1 }],
  ['POST', '/api/skills/hub/install', {}],
  ['POST', '/api/skills/hub/update', { profile }],
  ['WAIT', '/api/actions/skills-update/status?lines=1'],
  ['POST', '/api/skills/hub/update', { profile: 'ghost' }],
  ['POST', '/api/skills/hub/uninstall', { name: '' }],
  ['POST', '/api/skills/hub/uninstall', {}],
  ['POST', '/api/skills/hub/uninstall', { name: 'evm', profile: 'ghost' }],
  ['GET', '/api/skills?profile=coder'],
  ['POST', '/api/mcp/catalog/install', { name: 'nothing', profile }],
  ['POST', '/api/mcp/catalog/install', { name: 'plain', profile: 'ghost' }],
  ['POST', '/api/mcp/catalog/install', { name: 'plain', env: { A: 1 }, profile }],
  ['POST', '/api/mcp/catalog/install', { env: {} }],
  ['POST', '/api/mcp/catalog/install', { name: ' plain ', profile }],
  ['POST', '/api/mcp/catalog/install', { name: 'limited', enable: false, profile }],
  ['POST', '/api/mcp/catalog/install', { name: 'signed', profile }],
  ['POST', '/api/mcp/catalog/install', { name: 'keyed', profile }],
  ['POST', '/api/mcp/catalog/install', { name: 'keyed', env: { KEYED_TOKEN: 'a b' }, profile }],
  ['POST', '/api/mcp/catalog/install', { name: 'built', profile }],
  ['WAIT', '/api/actions/mcp-install-built-353c847e/status?lines=0'],
  ['POST', '/api/mcp/servers/nothing/test?profile=coder'],
  ['POST', '/api/mcp/servers/broken/test?profile=ghost'],
  ['POST', '/api/mcp/servers/broken/test?profile=coder'],
  ['POST', '/api/profiles/coder/describe-auto', {}],
  ['POST', '/api/profiles/other/describe-auto', {}],
  ['POST', '/api/profiles/other/describe-auto', { overwrite: true }],
  ['POST', '/api/profiles/ghost/describe-auto', {}],
];

const answersSchema = z.array(z.tuple([z.number(), z.unknown()]));
type Answer = z.infer<typeof answersSchema>[number];

const askHermes = async (): Promise<readonly Answer[]> => {
  const script = 'tests/fixtures/programs/ask-dashboard.py';
  const all = requests.map(([method, path, body]) => [method, path, body ?? null]);
  const token = { HERMES_DASHBOARD_SESSION_TOKEN: 'token-of-the-test' };
  const { stdout } = await execa(join(dirname(hermes), 'python'), [script, JSON.stringify(all)], {
    ...{ env: { ...env, ...token, HOME: theirs.homedir, HERMES_HOME: theirs.hermes, COLUMNS: '1000' } },
    ...{ extendEnv: false, stdin: 'ignore' },
  });
  return answersSchema.parse(JSON.parse((stdout.split('\n').at(-1) ?? '').replaceAll(theirs.hermes, '<root>')));
};

const askOnce = async (method: string, path: string, body: unknown): Promise<Answer> => {
  const response = await (method === 'GET' ? server.call(path) : server.post(path, body ?? {}));
  return [response.status, JSON.parse((await response.text()).replaceAll(ours.hermes, '<root>'))];
};

const askUs = async ([method, path, body]: Request): Promise<Answer> => {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await askOnce(method === 'WAIT' ? 'GET' : method, path, body);
    if (method !== 'WAIT' || !runningSchema.safeParse(answer[1]).success) return answer;
    await sleep(100);
  }
  throw new Error(`${path} does not end`);
};

const runningSchema = z.object({ running: z.literal(true) });
const errorSchema = z.object({
  detail: z.union([
    z.string().transform(() => 'a sentence'),
    z.array(z.object({ type: z.string(), loc: z.unknown() })),
  ]),
});
const kindOf = (value: unknown) => (value === null ? null : typeof value);

/** Sentences and process ids differ; what was printed is held against each other by itself. */
const comparable = ([status, body]: Answer): unknown => {
  if (status >= 400) return [status, errorSchema.parse(body)];
  if (Array.isArray(body) || typeof body !== 'object' || body === null) return [status, body];
  const loose = ['pid', 'reason', 'error'].flatMap((key) =>
    key in body ? [[key, kindOf(Reflect.get(body, key))]] : [],
  );
  return [status, { ...body, ...Object.fromEntries(loose), ...('lines' in body && { lines: 'lines' }) }];
};

const linesOf = ([, body]: Answer): readonly string[] =>
  z
    .object({ lines: z.array(z.string()) })
    .parse(body)
    .lines.map((line) => line.replace(/\d{4}-\d\d-\d\d[T ][\d:.+]+/g, 'then'));

describe.skipIf(hermes === '')(
  'actions as the dashboard has them (needs HERMES_AGENT: the hermes program of 0.19)',
  () => {
    it('are answered as Hermes answers them, field for field', { timeout: 180_000 }, async () => {
      const expected = await askHermes();
      expect(expected).toHaveLength(requests.length);
      for (const [index, request] of requests.entries()) {
        const answer = await askUs(request);
        const about = JSON.stringify(request);
        const theirAnswer = expected[index] ?? [0, null];
        expect([about, comparable(answer)]).toEqual([about, comparable(theirAnswer)]);
        if (request[1].includes('skills-install') && request[0] === 'WAIT')
          for (const line of linesOf(theirAnswer)) expect(linesOf(answer)).toContain(line);
      }
      const configOf = async (root: string): Promise<unknown> => {
        const text = await readFile(join(root, 'profiles/coder/config.yaml'), 'utf8');
        return z.object({ mcp_servers: z.unknown() }).parse(parse(text.replaceAll(root, '<root>'))).mcp_servers;
      };
      expect(await configOf(ours.hermes)).toEqual(await configOf(theirs.hermes));
      const variablesOf = async (root: string) => {
        const lines = (await readFile(join(root, 'profiles/coder/.env'), 'utf8')).split('\n');
        return lines.filter((line) => /^[A-Z]/.test(line));
      };
      expect(await variablesOf(ours.hermes)).toEqual(await variablesOf(theirs.hermes));
    });

    it(
      'uninstall what Hermes installed, which its own dashboard of that version cannot',
      { timeout: 60_000 },
      async () => {
        const [, started] = await askUs(['POST', '/api/skills/hub/uninstall', { name: 'evm', profile }]);
        expect(started).toEqual({ ok: true, pid: expect.any(Number), name: 'skills-uninstall-evm-7a1d0754' });
        const [, ended] = await askUs(['WAIT', '/api/actions/skills-uninstall-evm-7a1d0754/status']);
        expect(ended).toMatchObject({ running: false, exit_code: 0 });
        const { stdout } = await execa(hermes, ['skills', 'list', '--source', 'hub'], {
          ...{ env: { ...env, HOME: ours.homedir, HERMES_HOME: join(ours.hermes, 'profiles/coder'), COLUMNS: '300' } },
          ...{ extendEnv: false, stdin: 'ignore' },
        });
        expect(stdout).toContain('1 hub-installed');
        expect(stdout).not.toContain('evm');
      },
    );
  },
);
