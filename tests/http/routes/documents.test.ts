import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createAppFixture, HOST, TOKEN } from '../fixture-app.ts';

let fixture: ReturnType<typeof createAppFixture>;
let minutes = 0;
beforeEach(() => {
  minutes = 0;
  fixture = createAppFixture({ now: () => new Date(Date.UTC(2026, 0, 1, 0, minutes)) });
});
afterEach(() => fixture.close());

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

describe('the first page', () => {
  it('without a session says how to get in, and tells nothing else', async () => {
    const response = await open('/');
    const text = await response.text();
    expect(response.status).toBe(401);
    expect(text).toContain('profile-builder url');
    expect(text).not.toContain(TOKEN);
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

  it('carries the token, and only its own style', async () => {
    const { cookie } = await letIn();
    const response = await open('/', { cookie });
    const text = await response.text();
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
    expect(text).toContain(`<meta name="profile-builder-token" content="${TOKEN}">`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain(
      `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    );
    expect(text).not.toMatch(/<script|style="|javascript:|\son\w+="/);
  });

  it('shows the newest flows and opens each', async () => {
    const id = await fixture.start({ name: 'coder', mcpServers: [{ name: '<img src=x>' }] });
    await fixture.rested(id);
    const { cookie } = await letIn();
    const home = await (await open('/', { cookie })).text();
    expect(home).toContain(`<a href="/flows/${id}">coder</a>`);
    expect(home).toContain('with-problems (1)');
    const page = await (await open(`/flows/${id}`, { cookie })).text();
    expect(page).toContain('mcp:&lt;img src=x&gt;');
    expect(page).not.toContain('<img');
    expect((await open(`/flows/${id}`)).status).toBe(401);
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
