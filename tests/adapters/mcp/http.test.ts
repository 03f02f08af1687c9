import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMcpProber } from '../../../src/adapters/mcp/mcp-prober.ts';
import type { McpServerInput } from '../../../src/machines/flow/plan.ts';

const everything = resolve('node_modules/@modelcontextprotocol/server-everything/dist/index.js');
const token = 'tok-of-this-test-4711';
const prober = createMcpProber({ env: {}, homedir: '/', version: '1.2.3' });
const probe = (server: Partial<McpServerInput>, timeoutMs = 15_000) =>
  prober.probe({ name: 'it', ...server }, { signal: new AbortController().signal, timeoutMs });

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createTcpServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

const started: ChildProcess[] = [];
const startEverything = async (transport: string): Promise<number> => {
  const port = await freePort();
  const env = { PATH: process.env['PATH'], PORT: String(port) };
  const child = spawn(process.execPath, [everything, transport], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  started.push(child);
  await new Promise<void>((done, fail) => {
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (/port \d+/.test(text)) done();
    });
    child.once('exit', () => fail(new Error(text)));
  });
  return port;
};

const servers: Server[] = [];
const answering = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

describe('a server reached by URL', () => {
  let ports: Record<'streamableHttp' | 'sse', number>;
  beforeAll(async () => {
    const [streamableHttp, sse] = await Promise.all([startEverything('streamableHttp'), startEverything('sse')]);
    ports = { streamableHttp, sse };
  });
  afterAll(() => started.forEach((child) => child.kill()));

  it.each([
    ['streamableHttp', '/mcp'],
    ['sse', '/sse'],
  ] as const)('tells its tools by %s', async (transport, path) => {
    const found = await probe({ url: `http://127.0.0.1:${ports[transport]}${path}` });
    expect(found).toMatchObject({ ok: true, server: { name: expect.stringMatching(/everything/) } });
    expect(found.ok && found.tools.map(({ name }) => name)).toContain('echo');
  });

  it('is told from one at another path', async () => {
    const found = await probe({ url: `http://127.0.0.1:${ports.streamableHttp}/other` });
    expect(found).toMatchObject({ ok: false, code: 'mcp/http-error', reason: expect.stringMatching(/answered 404/) });
  });
});

describe('a server that cannot be used', () => {
  it('is not there, or has no host', async () => {
    const port = await freePort();
    expect(await probe({ url: `http://127.0.0.1:${port}/mcp` })).toMatchObject({
      code: 'mcp/unreachable',
      reason: `127.0.0.1:${port} could not be reached: nothing listens there. Check the URL and that the server runs.`,
    });
    expect(await probe({ url: 'http://no-such-host.invalid/mcp' })).toMatchObject({ code: 'mcp/unreachable' });
    expect(await probe({ url: 'ftp://x/mcp' })).toMatchObject({ code: 'mcp/invalid-url' });
    expect(await probe({ url: 'not a url' })).toMatchObject({ code: 'mcp/invalid-url' });
    expect(await probe({ url: 'http://x/', headers: { 'a b': 'c' } })).toMatchObject({ code: 'mcp/invalid-header' });
  });

  it('wants authentication, and gets the one that is given', async () => {
    const url = await answering((request, response) => {
      const known = request.headers.authorization === `Bearer ${token}` && request.headers['x-team'] === 'blue';
      response
        .writeHead(known ? 500 : 401, { 'content-type': 'text/plain' })
        .end(`for ${request.headers.authorization}`);
    });
    const headers = { 'X-Team': 'blue' };
    expect(await probe({ url, headers })).toMatchObject({ code: 'mcp/needs-authentication' });
    expect(await probe({ url, auth: 'oauth' })).toMatchObject({ reason: expect.stringMatching(/sign in \(401\)/) });
    const given = await probe({ url, headers, auth: 'header', bearerToken: `Bearer ${token}` });
    expect(given).toMatchObject({ code: 'mcp/http-error', reason: expect.stringMatching(/answered 500/) });
    const template = await probe({ url, headers: { Authorization: 'Bearer ${MY_TOKEN}' } });
    expect(template).toMatchObject({ code: 'mcp/needs-authentication' });
    expect(template.warnings).toEqual([expect.stringMatching(/^The header Authorization holds \$\{MY_TOKEN\}/)]);
  });

  it('is a web page, an endless answer or none', async () => {
    const page = await answering((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'));
    expect(await probe({ url: page })).toMatchObject({ code: 'mcp/not-mcp' });
    const json = await answering((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
    );
    expect(await probe({ url: json })).toMatchObject({ code: 'mcp/not-mcp' });
    const endless = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => void (response.destroyed || response.write(' '.repeat(1 << 16), more));
      more();
    });
    expect(await probe({ url: endless })).toMatchObject({ code: 'mcp/too-much-output' });
    const silent = await answering(() => {});
    expect(await probe({ url: silent }, 500)).toMatchObject({
      code: 'mcp/timed-out',
      reason: expect.stringMatching(/within 0\.5 s/),
    });
  });

  it('is told without the secrets of its URL', async () => {
    const url = new URL(await answering((_, response) => response.writeHead(404).end()));
    url.searchParams.set('token', token);
    url.password = token;
    url.username = 'someone';
    expect(JSON.stringify(await probe({ url: url.href }))).not.toContain(token);
  });
});
