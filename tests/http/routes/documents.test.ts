import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createAppFixture, HOST, TOKEN } from '../fixture-app.ts';

let fixture: ReturnType<typeof createAppFixture>;
let directory: string;
let minutes = 0;
beforeEach(async () => {
  minutes = 0;
  directory = await mkdtemp(join(tmpdir(), 'profile-builder-page-'));
  await writePage('the page', new Date(Date.UTC(2026, 0)));
  fixture = createAppFixture({
    now: () => new Date(Date.UTC(2026, 0, 1, 0, minutes)),
    pageDirectory: directory,
  });
});
afterEach(async () => {
  await fixture.close();
  await rm(directory, { recursive: true, force: true });
});

const writePage = async (text: string, at: Date) => {
  const path = join(directory, 'index.html');
  await writeFile(path, `<meta name="profile-builder-token" content="" /><p>${text}</p>`);
  await utimes(path, at, at);
};

const open = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fixture.app.request(path, { method, headers: { host: HOST, ...headers } });
const loginPath = async (): Promise<string> => {
  const { url } = z.object({ url: z.string() }).parse(await (await fixture.post('/api/login-tickets', {})).json());
  expect(url.startsWith(`http://${HOST}/login?ticket=`)).toBe(true);
  return url.slice(`http://${HOST}`.length);
};
const letIn = async () => {
  const response = await open(await loginPath());
  const cookie = response.headers.get('set-cookie') ?? '';
  return { response, setCookie: cookie, cookie: cookie.split(';')[0] ?? '' };
};
const ticketFor = async (scope: object): Promise<string> =>
  z.object({ ticket: z.string() }).parse(await (await fixture.post('/api/tickets', scope)).json()).ticket;

describe('the page', () => {
  it('without a session says how to get in, and tells nothing else', async () => {
    const response = await open('/');
    const text = await response.text();
    expect(response.status).toBe(401);
    expect(text).toContain('profile-builder url');
    expect(text).not.toContain(TOKEN);
  });

  it('without a session says how to get to the page that was asked for', async () => {
    expect(await (await open('/flows/flw_1')).text()).toContain('<code>profile-builder url /flows/flw_1</code>');
    for (const path of ['/flows/a;rm', '/flows/%3Cb%3E', '/flows/$(x)']) {
      expect(await (await open(path)).text()).toContain('<code>profile-builder url</code>');
    }
  });

  it('opens with the one-time URL, once', async () => {
    const path = await loginPath();
    expect((await open(path, {}, 'HEAD')).headers.get('set-cookie')).toBeNull();
    const response = await open(path);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    const setCookie = response.headers.get('set-cookie');
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(setCookie).toContain(part);
    expect((await open(path)).status).toBe(401);
  });

  it('does not open with a URL older than ten minutes', async () => {
    const path = await loginPath();
    minutes = 11;
    expect((await open(path)).status).toBe(401);
  });

  it('does not go away from this server after the login', async () => {
    const goTo = async (next: string) => {
      const response = await open(`${await loginPath()}&next=${encodeURIComponent(next)}`);
      return response.headers.get('location');
    };
    expect(await goTo('/flows/flw_1?at=3#log')).toBe('/flows/flw_1?at=3#log');
    for (const next of ['//evil.example/', '/\\evil.example', 'https://evil.example', 'flows', '/\t/evil.example']) {
      expect([next, await goTo(next)]).toEqual([next, '/']);
    }
  });

  it('is the built one with the token, the same at every address that is not the API', async () => {
    const { cookie } = await letIn();
    for (const path of ['/', '/flows/flw_1', '/machine', '/apiary', '/a/b%2fc']) {
      const response = await open(path, { cookie });
      const text = await response.text();
      expect([path, response.status]).toEqual([path, 200]);
      expect(text).toContain(`<meta name="profile-builder-token" content="${TOKEN}" />`);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect((await open(path)).status).toBe(401);
    }
    for (const path of ['/api', '/api/nothing', '/assets/nothing.js', '/assets']) {
      expect([path, (await fixture.get(path, { cookie })).status]).toEqual([path, 404]);
    }
  });

  it('runs nothing but files of this server', async () => {
    const { cookie } = await letIn();
    const policy = (await open('/', { cookie })).headers.get('content-security-policy');
    expect(policy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it('is read again once it is built anew', async () => {
    const { cookie } = await letIn();
    await open('/', { cookie });
    await writePage('built anew', new Date(Date.UTC(2030, 0)));
    expect(await (await open('/', { cookie })).text()).toContain('built anew');
  });

  it('says how to build it where it is missing', async () => {
    const { cookie } = await letIn();
    await rm(directory, { recursive: true });
    const response = await open('/', { cookie });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
    expect((await open('/assets/main-1.js')).status).toBe(404);
  });

  it('opens documents with its cookie, and never a command or a question', async () => {
    const { cookie } = await letIn();
    expect((await open('/api/flows', { cookie })).status).toBe(401);
    expect((await open('/metrics', { cookie })).status).toBe(401);
    const headers = { host: HOST, cookie, 'content-type': 'application/json', 'content-length': '12' };
    expect((await fixture.app.request('/api/flows', { method: 'POST', body: '{"name":"x"}', headers })).status).toBe(
      401,
    );
  });
});

describe('a file of the page', () => {
  it('needs no session, is compressed when it was, and is kept for good', async () => {
    await mkdir(join(directory, 'assets'));
    await writeFile(join(directory, 'assets/main-1.js'), 'plain');
    await writeFile(join(directory, 'assets/main-1.js.br'), 'brotli');
    const answers = await Promise.all(['identity', 'gzip, br'].map((encoding) => file(encoding)));
    expect(answers).toEqual([
      ['plain', null, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['brotli', 'br', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ]);
  });

  it('is never one outside', async () => {
    for (const path of ['/assets/../index.html', '/assets/..%2findex.html', '/assets/%2e%2e/index.html']) {
      expect([path, await (await open(path)).text()]).toEqual([path, expect.not.stringContaining('the page')]);
    }
  });

  const file = async (encoding: string) => {
    const response = await open('/assets/main-1.js', { 'accept-encoding': encoding });
    const header = (name: string) => response.headers.get(name);
    return [await response.text(), header('content-encoding'), header('content-type'), header('cache-control')];
  };
});

describe('a stream ticket', () => {
  it('opens its own stream and nothing else', async () => {
    const id = await fixture.start({ name: 'coder' });
    const version = await fixture.rested(id);
    const ticket = await ticketFor({ flow: id });
    expect(ticket).toMatch(/^[\w-]{22}$/);
    expect((await open(`/api/flows/${id}/stream?after=${version}&ticket=${ticket}`)).status).toBe(204);
    for (const path of ['/api/stream', `/api/flows/${id}`, `/api/flows/${id}/events`, '/api/flows/flw_2/stream']) {
      expect([path, (await open(`${path}?ticket=${ticket}`)).status]).toEqual([path, 401]);
    }
    const all = await ticketFor({ stream: 'all' });
    expect((await open(`/api/stream?ticket=${all}`, {}, 'HEAD')).status).toBe(200);
  });

  it('must be used within a minute, and is then good for reconnects', async () => {
    const [late, used] = [await ticketFor({ stream: 'all' }), await ticketFor({ stream: 'all' })];
    const status = async (ticket: string) => (await open(`/api/stream?ticket=${ticket}`, {}, 'HEAD')).status;
    expect(await status(used)).toBe(200);
    minutes = 2;
    expect(await status(late)).toBe(401);
    minutes = 50;
    expect(await status(used)).toBe(200);
    minutes = 100;
    expect(await status(used)).toBe(200);
    minutes = 200;
    expect(await status(used)).toBe(401);
  });

  it('is not given for a flow that is not there, nor for nothing', async () => {
    expect((await fixture.post('/api/tickets', { flow: 'flw_none' })).status).toBe(404);
    expect((await fixture.post('/api/tickets', {})).status).toBe(422);
    expect((await fixture.post('/api/tickets', { stream: 'some' })).status).toBe(422);
  });
});
