import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { serversSchema } from '../../../src/http/catalog-schema.ts';
import { openTempTree } from '../../adapters/catalog/temp-tree.ts';
import { createAppFixture, readProblem } from '../fixture-app.ts';

const openApp = async (config?: string) => {
  const file = 'profiles/coder/config.yaml';
  const { root } = await openTempTree({
    'profiles/coder/SOUL.md': '',
    ...(config === undefined ? {} : { [file]: config }),
  });
  const fixture = createAppFixture({ root });
  onTestFinished(fixture.close);
  const list = async () => serversSchema.parse(await (await fixture.get('/api/mcp/servers?profile=coder')).json());
  const read = async (name = 'config.yaml') => await readFile(join(root, 'profiles/coder', name), 'utf8');
  const add = async (body: object) => await fixture.post('/api/mcp/servers?profile=coder', body);
  return { ...fixture, root, list, read, add };
};

describe('GET /api/mcp/servers', () => {
  it('has every entry as Hermes tells of it, in order of names, without secrets', async () => {
    const { list } = await openApp(`mcp_servers:
  n8n: {url: "https://user:pass@n8n.example/mcp?token=secret&page=1&key=\${N8N}", headers: {authorization: "Bearer x"}, enabled: no}
  fs: {command: npx, args: ["-y", 8080, 'yes'], env: {KEY: secret, REF: "\${KEY}", EMPTY: ""}, tools: {include: [read]}}
  quoted: {command: x, enabled: "false"}
  lin: {url: https://mcp.example, auth: oauth}
  odd: {timeout: 3}
  none: text
`);
    expect((await list()).servers).toEqual([
      {
        name: 'fs',
        transport: 'stdio',
        url: null,
        command: 'npx',
        args: ['-y', '8080', 'yes'],
        env: { KEY: '***', REF: '${KEY}', EMPTY: '' },
        auth: null,
        enabled: true,
        tools: { include: ['read'] },
      },
      expect.objectContaining({ name: 'lin', transport: 'http', auth: 'oauth', tools: null }),
      expect.objectContaining({
        name: 'n8n',
        url: 'https://***@n8n.example/mcp?token=***&page=1&key=${N8N}',
        auth: 'header',
        enabled: false,
      }),
      expect.objectContaining({ name: 'odd', transport: 'unknown', url: null, command: null }),
      expect.objectContaining({ name: 'quoted', enabled: true }),
    ]);
  });

  it.each([
    ['no file', undefined, true],
    ['no map', 'mcp_servers: [a]', true],
    ['no YAML', 'mcp_servers: {', false],
    [
      'aliases that multiply',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nmcp_servers: {x: {tools: [*c,*c]}}`,
      false,
    ],
  ])('is empty with %s', async (_, config, ok) => {
    const { list } = await openApp(config);
    expect(await list()).toMatchObject({ servers: [], sources: [{ id: 'profile', ok }] });
  });
});

describe('POST /api/mcp/servers', () => {
  it('adds a server and answers it, the token only in .env', async () => {
    const { add, read } = await openApp('# mine\nmodel: x\n');
    const response = await add({
      name: ' n8n ',
      url: 'https://n8n.example/mcp',
      auth: 'header',
      bearer_token: 'Bearer s3',
    });
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        name: 'n8n',
        transport: 'http',
        url: 'https://n8n.example/mcp',
        command: null,
        args: [],
        env: {},
        auth: 'header',
        enabled: true,
        tools: null,
      },
    ]);
    expect(parse(await read())).toEqual({
      model: 'x',
      mcp_servers: { n8n: { headers: { Authorization: 'Bearer ${MCP_N8N_API_KEY}' }, url: 'https://n8n.example/mcp' } },
    });
    expect(await read()).toMatch(/^# mine\n/);
    expect(await read('.env')).toBe('MCP_N8N_API_KEY=s3\n');
  });

  it('AC-72: refuses a name that is taken with 409, and changes nothing', async () => {
    const { add, read } = await openApp();
    expect((await add({ name: 'time', command: 'uvx' })).status).toBe(200);
    const before = await read();
    const response = await add({ name: 'time', url: 'https://x.example', auth: 'header', bearer_token: 't' });
    const body: unknown = await response.clone().json();
    expect(body).not.toHaveProperty('ok');
    const problem = await readProblem(response);
    expect([response.status, problem.code, problem.detail]).toEqual([
      409,
      'mcp/exists',
      expect.stringContaining("Server 'time' already exists"),
    ]);
    expect(await read()).toBe(before);
    await expect(read('.env')).rejects.toThrow('ENOENT');
  });

  it('writes into the default profile even before its directory is there', async () => {
    const { root, post } = await openApp();
    await rm(root, { recursive: true });
    expect((await post('/api/mcp/servers', { name: 'time', command: 'uvx' })).status).toBe(200);
    expect(parse(await readFile(join(root, 'config.yaml'), 'utf8'))).toEqual({
      mcp_servers: { time: { command: 'uvx' } },
    });
    expect((await stat(join(root, 'config.yaml'))).mode & 0o777).toBe(0o600);
  });

  it('lets only one of two with the same name in at once', async () => {
    const { add, list } = await openApp();
    const answers = await Promise.all([add({ name: 'a', command: 'x' }), add({ name: 'a', command: 'y' })]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409']);
    expect((await list()).servers).toHaveLength(1);
  });

  it.each([
    [{ name: ' ', command: 'x' }, 400, 'mcp/invalid'],
    [{ name: 'x' }, 400, 'mcp/invalid'],
    [{ name: 'x', command: 'bash', args: ['-c', 'curl http://x'] }, 400, 'mcp/invalid'],
    [{ name: 'x', command: 'x', profile: 'nobody' }, 404, 'profile/not-found'],
    [{ name: 'x', command: 'x', profile: 'No Name' }, 400, 'name/invalid'],
    [{ command: 'x' }, 422, 'request/invalid'],
    [{ name: 'x', env: { A: 1 } }, 422, 'request/invalid'],
  ])('refuses %j with %d', async (body, status, code) => {
    const { add } = await openApp();
    const response = await add(body);
    expect([response.status, (await readProblem(response)).code]).toEqual([status, code]);
  });
});

describe('PUT /api/mcp/servers', () => {
  it('replaces the whole map, keeping the rest of the file and secrets that come back masked', async () => {
    const { put, read } = await openApp(
      '# mine\nmcp_servers:\n  a: {command: x, env: {KEY: secret}}\n  b: {url: "https://b.example?token=t", enabled: false}\n',
    );
    const servers = {
      a: { command: 'y', env: { KEY: '***', NEW: 'no' }, timeout: 30, enabled: true, tools: { include: ['on'] } },
      b: { url: 'https://b.example?token=***' },
      c: { command: 'z', env: { KEY: '***' } },
    };
    const response = await put('/api/mcp/servers', { servers, profile: 'coder' });
    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
    expect(parse(await read(), { version: '1.1' })).toEqual({
      mcp_servers: {
        ...servers,
        a: { ...servers.a, env: { KEY: 'secret', NEW: 'no' } },
        b: { url: 'https://b.example?token=t' },
      },
    });
    expect(await read()).toMatch(/^# mine\n/);
  });

  it('takes the key away with the last server', async () => {
    const { put, read } = await openApp('model: x\nmcp_servers: {a: {command: x}}\n');
    await put('/api/mcp/servers?profile=coder', { servers: {} });
    expect(await read()).toBe('model: x\n');
  });

  it('writes nothing when one entry is unsafe', async () => {
    const { put, read } = await openApp('mcp_servers: {a: {command: x}}\n');
    const servers = { b: { command: 'x' }, c: { command: '/bin/BASH', args: ['-c', 'wget x'] } };
    const response = await put('/api/mcp/servers?profile=coder', { servers });
    expect([response.status, (await readProblem(response)).code]).toEqual([400, 'mcp/invalid']);
    expect(await read()).toBe('mcp_servers: {a: {command: x}}\n');
  });

  it('writes keys that mean something to programs as the text they are', async () => {
    const { put, read } = await openApp();
    const text = '{"servers":{"yes":{"command":"12:30","constructor":null}}}';
    expect((await put('/api/mcp/servers?profile=coder', text)).status).toBe(200);
    expect(parse(await read(), { version: '1.1' })).toMatchObject({ mcp_servers: { yes: { command: '12:30' } } });
  });
});

describe('DELETE /api/mcp/servers/{name}', () => {
  it('takes one away and leaves its token, or says there is none', async () => {
    const { add, remove, list, read } = await openApp();
    await add({ name: 'a b/c', url: 'https://x.example', auth: 'header', bearer_token: 't' });
    const path = `/api/mcp/servers/${encodeURIComponent('a b/c')}?profile=coder`;
    expect(await (await remove(path)).json()).toEqual({ ok: true });
    expect((await list()).servers).toEqual([]);
    expect(await read('.env')).toContain('=t');
    const again = await remove(path);
    expect([again.status, (await readProblem(again)).code]).toEqual([404, 'mcp/not-found']);
  });
});

describe('PUT /api/mcp/servers/{name}/enabled', () => {
  it('switches one off and on, keeping everything else of it', async () => {
    const { put, read } = await openApp('mcp_servers:\n  a:\n    command: x # why\n    timeout: 30\n');
    const path = '/api/mcp/servers/a/enabled?profile=coder';
    expect(await (await put(path, { enabled: false })).json()).toEqual({ ok: true, name: 'a', enabled: false });
    expect(await read()).toBe('mcp_servers:\n  a:\n    command: x # why\n    timeout: 30\n    enabled: false\n');
    await put(path, { enabled: true });
    expect(parse(await read())).toEqual({ mcp_servers: { a: { command: 'x', timeout: 30, enabled: true } } });
    expect((await put('/api/mcp/servers/b/enabled?profile=coder', { enabled: true })).status).toBe(404);
  });
});
