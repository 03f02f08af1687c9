import { access, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createAsHermes, inProfile as profilePath, readProfileFile } from './hermes.ts';
import { expectTwoProblems, type HubSkills, makeBundle, makeHubSkills } from './scenario.ts';
import { needs } from '../fixtures/needs.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

let scratch: Scratch;
let server: Server;
let skills: HubSkills;

beforeAll(async () => {
  scratch = await createScratch();
  skills = await makeHubSkills(scratch);
  const bundle = await makeBundle(scratch);
  // Nothing listens there, so that no clone over the network is waited for.
  server = await startServer(scratch, { env: { HERMES_BUNDLED_SKILLS: bundle, https_proxy: 'http://127.0.0.1:9' } });
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const inProfile = (name: string, path = '') => profilePath(scratch, name, path);
const read = (name: string, path: string) => readProfileFile(scratch, name, path);
const readConfig = async (name: string): Promise<unknown> => parse(await read(name, 'config.yaml'), { version: '1.1' });
const create = (body: object) => createAsHermes(server, body);
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

const nothingSet = { model_set: false, mcp_written: 0, skills_disabled: 0, hub_installs: [] };

describe('the whole profile', () => {
  test('is answered field by field, with the reason of everything that is missing', async () => {
    const asked = Object.values(skills);
    const created = await create({
      name: 'Coder',
      description: 'writes code',
      provider: 'openrouter',
      model: 'anthropic/claude-sonnet-4',
      mcp_servers: [{ name: 'time', command: 'uvx', args: ['mcp-server-time'] }, { name: 'broken' }],
      keep_skills: ['keep-me'],
      hub_skills: asked,
    });
    const { flow, links, ...rest } = created;
    expect(rest).toEqual({
      ok: true,
      name: 'coder',
      path: inProfile('coder'),
      model_set: true,
      mcp_written: 1,
      skills_disabled: 1,
      hub_installs: asked.map((id) => ({
        id,
        identifier: id,
        pid: id === skills.missing ? null : (expect.any(Number) as number),
      })),
    });
    expect(flow).toMatchObject({ profile: 'coder', outcome: null });
    expect(links).toEqual(flow.links);
    const done = await server.settled(flow.id);
    expectTwoProblems(done, skills);
    expect(await readConfig('coder')).toMatchObject({
      model: { provider: 'openrouter', default: 'anthropic/claude-sonnet-4' },
      mcp_servers: { time: { command: 'uvx', args: ['mcp-server-time'] } },
      skills: { disabled: ['drop-me'] },
    });
    for (const name of ['from-git', 'from-folder']) await access(inProfile('coder', `skills/${name}/SKILL.md`));
    expect(await (await server.call(links.self)).json()).toEqual(done);
  });

  test('AC-06: is the rest when one server is nothing and one skill cannot be fetched', needs('git'), async () => {
    const created = await create({
      name: 'builder',
      provider: 'openrouter',
      model: 'anthropic/claude-sonnet-4',
      mcp_servers: [{ name: 'ctx7', url: 'https://mcp.context7.com/mcp' }, { name: 'bogus' }],
      keep_skills: ['keep-me'],
      hub_skills: ['someuser/some-skill'],
    });
    expect(created).toMatchObject({ model_set: true, mcp_written: 1, skills_disabled: 1 });
    expect(created.hub_installs).toEqual([
      { id: 'someuser/some-skill', identifier: 'someuser/some-skill', pid: expect.any(Number) as number },
    ]);
    expect(await readConfig('builder')).toEqual({
      model: { provider: 'openrouter', default: 'anthropic/claude-sonnet-4' },
      mcp_servers: { ctx7: { url: 'https://mcp.context7.com/mcp' } },
      skills: { disabled: ['drop-me'] },
    });
    const { problems, items } = await server.settled(created.flow.id);
    expect(problems.map(({ item }) => item)).toEqual(['mcp:bogus', 'install:someuser/some-skill']);
    expect(items.filter(({ kind }) => kind === 'install')).toHaveLength(1);
    expect(await readdir(join(scratch.data, 'runs', created.flow.id))).toHaveLength(1);
  });
});

describe('a fresh profile', () => {
  test('AC-01: has the nine directories, .env and SOUL.md, and no config.yaml', async () => {
    expect(await create({ name: 'min' })).toMatchObject({ ok: true, name: 'min', ...nothingSet });
    const entries = await readdir(inProfile('min'), { withFileTypes: true });
    const names = (isDirectory: boolean) =>
      entries.filter((entry) => entry.isDirectory() === isDirectory).map(({ name }) => name);
    expect(names(true).toSorted()).toEqual([
      'cron',
      'home',
      'logs',
      'memories',
      'plans',
      'sessions',
      'skills',
      'skins',
      'workspace',
    ]);
    expect(names(false).toSorted()).toEqual(['.env', 'SOUL.md']);
    expect((await stat(inProfile('min', '.env'))).mode & 0o777).toBe(0o600);
    expect(await read('min', '.env')).not.toMatch(/^[^#\n]/m);
  });

  test('AC-02, AC-30: keeps a trimmed description, and none that is blank', async () => {
    await create({ name: 'described', description: '  writes code  ' });
    expect(parse(await read('described', 'profile.yaml'))).toEqual({
      description: 'writes code',
      description_auto: false,
    });
    await create({ name: 'undescribed', description: '   ' });
    expect(await exists(inProfile('undescribed', 'profile.yaml'))).toBe(false);
  });

  test('AC-20, AC-21: has a wrapper, unless its name is a word of Hermes', async () => {
    await create({ name: 'chat' });
    await create({ name: 'wrapped' });
    const wrapper = (name: string) => join(scratch.homedir, '.local', 'bin', name);
    expect([await exists(wrapper('chat')), await exists(inProfile('chat'))]).toEqual([false, true]);
    expect(await readFile(wrapper('wrapped'), 'utf8')).toBe('#!/bin/sh\nexec hermes -p wrapped "$@"\n');
    expect((await stat(wrapper('wrapped'))).mode & 0o111).toBe(0o111);
  });

  test('AC-19: is made although the body has a key nobody knows', async () => {
    expect(await create({ name: 'extra', surprise: { deep: [1] } })).toMatchObject({ ok: true, ...nothingSet });
  });
});

describe('the model', () => {
  test.each([
    ['AC-03', { provider: 'openrouter', model: 'anthropic/claude-sonnet-4' }, null],
    ['AC-05', { provider: 'anthropic', model: 'anthropic/claude-opus-4.6' }, 'claude-opus-4-6'],
    ['AC-31', { provider: 'custom:litellm', model: 'ollama/glm-5.2' }, null],
    ['AC-32', { provider: 'unknownprov', model: 'somemodel' }, null],
  ])('%s: %j is written as Hermes would', async (id, choice, written) => {
    const name = id.toLowerCase();
    expect(await create({ name, ...choice })).toMatchObject({ model_set: true });
    const { provider, model } = choice;
    expect(await readConfig(name)).toEqual({ model: { provider, default: written ?? model } });
    expect((await stat(inProfile(name, 'config.yaml'))).mode & 0o777).toBe(0o600);
  });

  test.each([[{ provider: 'openrouter' }], [{ model: 'a/b' }], [{ provider: ' ', model: 'a/b' }]])(
    'AC-04: %j is no choice',
    async (choice) => {
      const name = `half-${Object.keys(choice).join('-')}`;
      expect(await create({ name, ...choice })).toMatchObject(nothingSet);
      expect(await exists(inProfile(name, 'config.yaml'))).toBe(false);
    },
  );
});

describe('MCP servers', () => {
  test('AC-07, AC-37: are written where Hermes wants them, their tokens in .env alone', async () => {
    const url = 'https://example.org/mcp';
    const created = await create({
      name: 'served',
      mcp_servers: [
        { name: 'Bearer Server', url, auth: 'header', bearer_token: 'Bearer s3-canary' },
        { name: 'linear', url, auth: 'oauth' },
        { name: 'time', command: 'uvx', args: ['mcp-server-time'], env: { TZ: 'UTC' } },
        { name: 'tokenless', url, auth: 'header' },
        { name: 'only-bearer', url, auth: 'header', bearer_token: 'Bearer' },
        { name: 'with-env', url, env: { A: 'env-canary' } },
      ],
    });
    expect(created.mcp_written).toBe(3);
    expect(created.flow.problems).toMatchObject([
      { item: 'mcp:tokenless', code: 'mcp/missing-token' },
      { item: 'mcp:only-bearer', code: 'mcp/missing-token', message: expect.stringContaining('has no bearer token') },
      { item: 'mcp:with-env', code: 'mcp/env-with-url' },
    ]);
    expect(await readConfig('served')).toEqual({
      mcp_servers: {
        'Bearer Server': { url, headers: { Authorization: 'Bearer ${MCP_BEARER_SERVER_API_KEY}' } },
        linear: { url, auth: 'oauth' },
        time: { command: 'uvx', args: ['mcp-server-time'], env: { TZ: 'UTC' } },
      },
    });
    expect(await read('served', '.env')).toMatch(/^MCP_BEARER_SERVER_API_KEY=s3-canary$/m);
    expect(await read('served', 'config.yaml')).not.toContain('canary');
    expect(JSON.stringify(created)).not.toContain('canary');
    expect(await exists(join(scratch.hermes, '.env'))).toBe(false);
  });

  test('AC-08, AC-09: that are all refused leave no config.yaml', async () => {
    const created = await create({
      name: 'unserved',
      mcp_servers: [
        { name: 'none' },
        { name: 'fetcher', command: 'bash', args: ['-c', 'curl http://x'] },
        { name: 'digest', url: 'https://example.org/mcp', auth: 'digest' },
      ],
    });
    expect(created).toMatchObject(nothingSet);
    expect(created.flow.problems).toMatchObject([
      { item: 'mcp:none', code: 'mcp/missing-command' },
      { item: 'mcp:fetcher', code: 'mcp/unsafe-command', message: expect.stringContaining('network egress') },
      { item: 'mcp:digest', code: 'mcp/unsupported-auth' },
    ]);
    expect(await exists(inProfile('unserved', 'config.yaml'))).toBe(false);
  });
});
