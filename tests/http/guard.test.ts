import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Served } from '../../src/http/serve.ts';
import { auth, createAppFixture, HOST, readProblem, TOKEN } from './fixture-app.ts';

let fixture: ReturnType<typeof createAppFixture>;
beforeEach(() => {
  fixture = createAppFixture();
});
afterEach(() => fixture.close());

const answerOf = async (response: Response) => [response.status, (await readProblem(response)).code];

describe('where a request comes from', () => {
  it.each(['evil.example:9120', '127.0.0.1', '127.0.0.1:9121', '127.0.0.1:9120.evil.example', 'localhost'])(
    'is refused for the host %s',
    async (host) => {
      expect(await answerOf(await fixture.get('/api/health', { host }))).toEqual([421, 'guard/host']);
    },
  );

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:9121', 'https://127.0.0.1:9120', 'http://localhost:9120'])(
    'is refused for a command or a stream from the origin %s',
    async (origin) => {
      expect(await answerOf(await fixture.post('/api/flows', { name: 'x' }, { origin }))).toEqual([
        403,
        'guard/origin',
      ]);
      expect(await answerOf(await fixture.get('/api/stream', { origin }))).toEqual([403, 'guard/origin']);
      expect((await fixture.get('/api/flows', { origin })).status).toBe(200);
    },
  );

  it.each(['same-site', 'cross-site', 'nonsense'])('is refused when the browser says %s', async (site) => {
    expect(await answerOf(await fixture.get('/api/flows', { 'sec-fetch-site': site }))).toEqual([403, 'guard/origin']);
  });

  it.each(['same-origin', 'none'])('is let through when the browser says %s', async (site) => {
    const headers = { 'sec-fetch-site': site, origin: `http://${HOST}` };
    expect((await fixture.post('/api/flows', { name: 'x' }, headers)).status).toBe(202);
  });
});

describe('the token', () => {
  it.each<Record<string, string>>([
    {},
    { Authorization: 'Bearer wrong' },
    { Authorization: `Basic ${TOKEN}` },
    { 'X-Hermes-Session-Token': '' },
    { Cookie: `token=${TOKEN}` },
  ])('is needed: %j', async (headers) => {
    for (const path of ['/api/flows', '/api/stream', '/api/openapi.json', '/metrics', '/api/nothing']) {
      const response = await fixture.app.request(path, { headers: { host: HOST, ...headers } });
      expect([path, ...(await answerOf(response))]).toEqual([path, 401, 'auth/required']);
    }
  });

  it('is taken in both headers, and never from the URL', async () => {
    const ask = (path: string, headers: Record<string, string>) =>
      fixture.app.request(path, { headers: { host: HOST, ...headers } });
    expect((await ask('/api/flows', auth)).status).toBe(200);
    expect((await ask('/api/flows', { 'X-Hermes-Session-Token': TOKEN })).status).toBe(200);
    expect((await ask(`/api/flows?token=${TOKEN}`, {})).status).toBe(401);
    expect((await ask('/api/health', {})).status).toBe(200);
  });
});

describe('a body', () => {
  it.each([
    [{ 'content-type': 'text/plain' }, 415, 'request/content-type'],
    [{ 'content-type': 'application/json; x=text/plain' }, 415, 'request/content-type'],
    [{ 'content-type': 'application/jsonp' }, 415, 'request/content-type'],
    [{ 'content-length': String(1024 * 1024 + 1) }, 413, 'request/too-large'],
    [{ 'transfer-encoding': 'chunked' }, 411, 'request/length-required'],
  ])('with %j is refused', async (headers, status, code) => {
    expect(await answerOf(await fixture.post('/api/flows', { name: 'x' }, headers))).toEqual([status, code]);
  });

  it('may be larger for a plan than for a command', async () => {
    const text = 'x'.repeat(65 * 1024);
    expect((await fixture.post('/api/flows', { name: 'x', soul: text })).status).toBe(202);
    const response = await fixture.post('/api/flows/flw_1/retry', { item: 'model', edit: text });
    expect(await answerOf(response)).toEqual([413, 'request/too-large']);
  });

  it('that is no UTF-8 is no JSON', async () => {
    const body = Buffer.from([0x22, 0xff, 0x22]);
    const headers = { host: HOST, ...auth, 'content-type': 'application/json', 'content-length': '3' };
    expect(await answerOf(await fixture.app.request('/api/flows', { method: 'POST', body, headers }))).toEqual([
      400,
      'request/not-json',
    ]);
  });
});

describe('an address', () => {
  it.each(['..%2f..%2fetc', '%00', 'flw%0d%0aX-Evil:1', 'a.b', `${'a'.repeat(65)}`, 'a%20b', 'ü'])(
    'with the flow id %s is not there',
    async (id) => {
      for (const path of [`/api/flows/${id}`, `/api/flows/${id}/stream`, `/api/flows/${id}/export`]) {
        const response = await fixture.get(path);
        expect([path, response.status]).toEqual([path, 404]);
        expect(response.headers.get('x-evil')).toBeNull();
      }
    },
  );

  it('takes only the methods it has', async () => {
    const response = await fixture.app.request('/api/flows', { method: 'DELETE', headers: { host: HOST, ...auth } });
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await answerOf(response)).toEqual([405, 'route/method-not-allowed']);
  });

  it('that is nowhere answers with a problem document', async () => {
    expect(await answerOf(await fixture.get('/api/nothing'))).toEqual([404, 'route/not-found']);
  });
});

describe('on the wire', () => {
  let server: Served;
  let host: string;
  beforeEach(async () => {
    server = await fixture.listen();
    host = new URL(server.url).host;
  });
  afterEach(() => server.close());

  const send = (lines: readonly string[], body = ''): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1');
      let text = '';
      socket.on('data', (bytes) => (text += bytes.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
      socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n${body}`);
    });
  const statusOf = (text: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);

  it('is answered for its own host only, given once', async () => {
    const authorization = `Authorization: Bearer ${TOKEN}`;
    const status = async (...lines: string[]) => statusOf(await send([...lines, authorization]));
    expect(await status('GET /api/flows HTTP/1.1', `Host: ${host}`)).toBe(200);
    expect(await status('GET /api/flows HTTP/1.1', `Host: ${host}`, 'Host: evil.example')).toBe(421);
    expect(await status('GET /api/flows HTTP/1.1', 'Host: evil.example', `Host: ${host}`)).toBe(421);
    expect(await status('GET /api/flows HTTP/1.1', `Host: ${host}`, `hOST: ${host}`)).toBe(421);
    expect(await status('GET /api/flows HTTP/1.1', 'Host: rebound.example:80')).toBe(421);
    expect(await status(`GET http://${host}/api/flows HTTP/1.1`, `Host: ${host}`)).toBe(421);
    expect(await status('OPTIONS * HTTP/1.1', `Host: ${host}`)).toBe(421);
    expect(await status('GET /api/flows HTTP/1.1', 'Host: a b')).toBeGreaterThanOrEqual(400);
    expect(await status('GET /api/flows HTTP/1.1', `Host: localhost:${server.port}`)).toBe(200);
    expect(await status('GET /api/flows HTTP/1.1', `Host: [::1]:${server.port}`)).toBe(200);
  });

  it('is not walked around by dots, blanks or line ends in the address', async () => {
    for (const target of [
      '/api/health/../flows',
      '/api/health/%2e%2e/flows',
      '//api/flows',
      '/api/./flows',
      '/API/flows',
    ]) {
      const text = await send([`GET ${target} HTTP/1.1`, `Host: ${host}`]);
      expect([target, statusOf(text)]).not.toEqual([target, 200]);
    }
    const split = await send([`GET /login?ticket=%0d%0aSet-Cookie:%20a=b HTTP/1.1`, `Host: ${host}`]);
    expect(split.toLowerCase()).not.toContain('set-cookie');
  });

  it('needs the length of a body', async () => {
    const head = [
      'POST /api/flows HTTP/1.1',
      `Host: ${host}`,
      `Authorization: Bearer ${TOKEN}`,
      'Content-Type: application/json',
    ];
    expect(statusOf(await send([...head, 'Transfer-Encoding: chunked'], '2\r\n{}\r\n0\r\n\r\n'))).toBe(411);
    expect(statusOf(await send([...head, 'Content-Length: 12'], '{"name":"x"}'))).toBe(202);
    expect(statusOf(await send([...head, 'Content-Length: 2000000']))).toBe(413);
  });

  it('takes at most 8 KiB of headers', async () => {
    expect(statusOf(await send(['GET /api/health HTTP/1.1', `Host: ${host}`, `X-Long: ${'x'.repeat(9000)}`]))).toBe(
      431,
    );
  });
});
