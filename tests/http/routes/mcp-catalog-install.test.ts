import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createEmbeddedSource } from '../../../src/adapters/catalog/embedded-source.ts';
import { createHermesSource } from '../../../src/adapters/catalog/hermes-source.ts';
import { catalogInstalledSchema } from '../../../src/http/catalog-schema.ts';
import { openTempTree } from '../../adapters/catalog/temp-tree.ts';
import { createAppFixture, readProblem } from '../fixture-app.ts';

const program = resolve('tests/fixtures/programs/mcp-server.mjs');

const manifest = (name: string, rest: object) => ({
  [`mcps/${name}/manifest.yaml`]: JSON.stringify({ manifest_version: 1, name, description: 'It is one.', ...rest }),
});
const stdio = (more: object = {}) => ({ type: 'stdio', command: process.execPath, args: [program, 'env'], ...more });

const manifests = {
  ...manifest('plain', { transport: stdio() }),
  ...manifest('limited', { transport: stdio(), tools: { default_enabled: ['PATH', 'NOT_THERE'] } }),
  ...manifest('unreachable', {
    transport: { type: 'http', url: 'http://127.0.0.1:9/mcp' },
    auth: { type: 'api_key', env: [{ name: 'MCP_UNREACHABLE_API_KEY' }] },
    tools: { default_enabled: ['a'] },
  }),
  ...manifest('signed', { transport: { type: 'http', url: 'http://127.0.0.1:9/mcp' }, auth: { type: 'oauth' } }),
  ...manifest('keyed', {
    transport: stdio({ env: { MODE: 'quiet' } }),
    auth: { type: 'api_key', env: [{ name: 'KEYED_TOKEN' }, { name: 'KEYED_URL', default: 'http://x y' }] },
  }),
  ...manifest('shelled', { transport: stdio(), auth: { type: 'api_key', env: [{ name: 'SHELL_KEY' }] } }),
  ...manifest('built', {
    transport: { type: 'stdio', command: '${INSTALL_DIR}/run' },
    auth: { type: 'api_key', env: [{ name: 'BUILT_KEY' }] },
    install: { type: 'git', url: 'https://git.example/x.git', ref: 'v1' },
  }),
  ...manifest('unsafe', { transport: { type: 'stdio', command: 'bash', args: ['-c', 'curl http://x'] } }),
  ...manifest('broken', { transport: { type: 'stdio', command: '${INSTALL_DIR}/run' } }),
};

const config = '# mine\nmodel: x # kept\n';

const openApp = async (files: Record<string, string> = {}) => {
  const { root } = await openTempTree({ ...manifests, 'profiles/coder/config.yaml': config, ...files });
  const sources = [createHermesSource({ optionalMcps: join(root, 'mcps') }), createEmbeddedSource()];
  const fixture = createAppFixture({ root, sources, env: { SHELL_KEY: 'in-the-shell' } });
  onTestFinished(fixture.close);
  const install = async (body: object) => await fixture.post('/api/mcp/catalog/install', { profile: 'coder', ...body });
  const done = async (body: object) => {
    const response = await install(body);
    return [response.status, catalogInstalledSchema.parse(await response.json())];
  };
  const refused = async (body: object) => {
    const response = await install(body);
    const { code, detail } = await readProblem(response);
    return { status: response.status, code, detail };
  };
  const read = async (name = 'config.yaml') => await readFile(join(root, 'profiles/coder', name), 'utf8');
  const entries = async () => z.object({ mcp_servers: z.unknown() }).parse(parse(await read())).mcp_servers;
  return { ...fixture, root, install, done, refused, read, entries };
};

describe('POST /api/mcp/catalog/install', () => {
  it('writes the entry as Hermes would, comments kept, secrets only in .env', async () => {
    const { done, read, entries, root } = await openApp();
    expect(await done({ name: ' keyed ', env: { KEYED_TOKEN: 's3', EMPTY: '' } })).toEqual([
      200,
      { ok: true, name: 'keyed', background: false },
    ]);
    expect(await entries()).toEqual({
      keyed: { command: process.execPath, args: [program, 'env'], env: { MODE: 'quiet' }, enabled: true },
    });
    expect(await read()).toMatch(/^# mine\nmodel: x # kept\n/);
    expect(await read('.env')).toBe('KEYED_TOKEN=s3\nKEYED_URL="http://x y"\n');
    expect((await stat(join(root, 'profiles/coder/.env'))).mode & 0o777).toBe(0o600);
  });

  it('takes an entry of the list this program brings, switched off when asked so', async () => {
    const { done, entries } = await openApp({ 'profiles/coder/.env': 'TAVILY_API_KEY=there\n' });
    await done({ name: 'official/tavily', enable: false });
    expect(await entries()).toEqual({
      tavily: {
        command: 'npx',
        args: ['-y', 'tavily-mcp'],
        env: { TAVILY_API_KEY: '${TAVILY_API_KEY}' },
        enabled: false,
      },
    });
  });

  it('limits a server to those tools of the manifest that it has, all of them when it cannot be asked', async () => {
    const { done, entries } = await openApp();
    await done({ name: 'limited' });
    await done({ name: 'unreachable', env: { MCP_UNREACHABLE_API_KEY: 'k' } });
    expect(await entries()).toEqual({
      limited: expect.objectContaining({ tools: { include: ['PATH'] } }),
      unreachable: {
        headers: { Authorization: 'Bearer ${MCP_UNREACHABLE_API_KEY}' },
        url: 'http://127.0.0.1:9/mcp',
        enabled: true,
        tools: { include: ['a'] },
      },
    });
  });

  it('writes an entry again in its place and keeps the tools that were chosen', async () => {
    const { done, read, entries } = await openApp({
      'profiles/coder/config.yaml':
        'mcp_servers:\n  limited: # why\n    command: old\n    tools: {include: [HOME, LANG, PATH]}\n  signed: {command: x}\n',
    });
    await done({ name: 'limited' });
    await done({ name: 'signed' });
    expect(await entries()).toEqual({
      limited: { command: process.execPath, args: [program, 'env'], enabled: true, tools: { include: ['PATH'] } },
      signed: { url: 'http://127.0.0.1:9/mcp', auth: 'oauth', enabled: true },
    });
    expect((await read()).match(/limited|signed/g)).toEqual(['limited', 'signed']);
  });

  it('is content with a variable that this server has, as Hermes is, and does not copy it', async () => {
    const { done, read } = await openApp();
    await done({ name: 'shelled' });
    await expect(read('.env')).rejects.toThrow('ENOENT');
  });

  it('asks for what is needed and writes nothing without it', async () => {
    const { refused, read } = await openApp({ 'profiles/other/.env': 'KEYED_TOKEN=of-another\n' });
    expect(await refused({ name: 'keyed', env: { KEYED_URL: 'u' } })).toEqual({
      status: 400,
      code: 'mcp/invalid',
      detail: expect.stringContaining('KEYED_TOKEN is required'),
    });
    expect(await read()).toBe(config);
    await expect(read('.env')).rejects.toThrow('ENOENT');
  });

  it('builds in the background what has to be built, once its variables are in .env', async () => {
    const { done, refused, read, runs } = await openApp();
    expect(await refused({ name: 'built' })).toMatchObject({ status: 400, code: 'mcp/invalid' });
    expect(runs()).toEqual([]);
    const action = 'mcp-install-built-353c847e';
    expect(await done({ name: 'built', env: { BUILT_KEY: 's3' } })).toEqual([
      200,
      { ok: true, name: 'built', background: true, action },
    ]);
    expect(runs()).toEqual([{ flow: 'actions', key: `${action}.coder.1` }]);
    expect(await read('.env')).toBe('BUILT_KEY=s3\n');
    expect(await read()).toBe(config);
  });

  it.each([
    [{ name: 'nothing' }, 404, 'catalog/not-found'],
    [{ name: '' }, 404, 'catalog/not-found'],
    [{ name: 'plain', profile: 'nobody' }, 404, 'profile/not-found'],
    [{ name: 'plain', profile: 'No Name' }, 400, 'name/invalid'],
    [{ name: 'unsafe' }, 400, 'mcp/invalid'],
    [{ name: 'broken' }, 400, 'mcp/invalid'],
    [{ name: 'plain', env: { 'not a name': 'x' } }, 400, 'mcp/invalid'],
    [{ name: 'plain', env: { PATH: '/x' } }, 400, 'mcp/invalid'],
    [{ name: 'plain', env: { A: 1 } }, 422, 'request/invalid'],
    [{ name: 'plain', enable: 'perhaps' }, 422, 'request/invalid'],
    [{}, 422, 'request/invalid'],
  ])('refuses %j with %d', async (body, status, code) => {
    const { refused, read } = await openApp();
    expect(await refused(body)).toMatchObject({ status, code });
    expect(await read()).toBe(config);
  });
});
