import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FlowView } from '../../src/machines/flow/view.ts';
import { type Dashboard, hermes, startDashboard } from './hermes-dashboard.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

const PROXY = '/api/plugins/profile-builder';

describe.skipIf(hermes === '')('our server behind the dashboard (needs HERMES_AGENT: hermes 0.19)', () => {
  let scratch: Scratch;
  let server: Server;
  let dashboard: Dashboard;

  beforeAll(async () => {
    scratch = await createScratch();
    [server, dashboard] = await Promise.all([startServer(scratch), startDashboard(scratch)]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([server.stop(), dashboard.stop()]);
    await scratch.remove();
  });

  const call = (path: string, init?: RequestInit) => dashboard.call(PROXY + path, init);
  const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code?: string }).code];

  test('answers what it answers itself', async () => {
    const [through, direct] = await Promise.all([call('/api/about'), server.call('/api/about')]);
    expect(await through.json()).toEqual(await direct.json());
  });

  test('is reached by whom the dashboard knows, and by nobody else', async () => {
    const response = await fetch(`${dashboard.url}${PROXY}/api/about`);
    expect([response.status, await response.text()]).toEqual([401, expect.not.stringContaining('dataDir')]);
  });

  test('takes a command with its headers and gives back its own', async () => {
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'once' },
      body: JSON.stringify({ name: 'behind' }),
    };
    const [first, again] = [await call('/api/flows', init), await call('/api/flows', init)];
    const { flow } = (await first.json()) as { flow: FlowView };
    expect(first.status).toBe(202);
    expect(((await again.json()) as { flow: FlowView }).flow.id).toBe(flow.id);
    await server.settled(flow.id);
    const view = await call(`/api/flows/${flow.id}`);
    expect(view.headers.get('etag')).toBe((await server.call(`/api/flows/${flow.id}`)).headers.get('etag'));
  });

  test('refuses in its own words', async () => {
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"name":"A B"}' };
    const [through, direct] = await Promise.all([call('/api/flows', init), server.call('/api/flows', init)]);
    expect(await codeOf(through)).toEqual(await codeOf(direct));
  });

  test('streams events as they happen, and lets go of the stream with its reader', async () => {
    const open = async () => (await (await server.call('/metrics')).text()).match(/streams_open (\d+)$/m)?.[1];
    const stop = new AbortController();
    const stream = await call('/api/stream', { signal: stop.signal, headers: { Accept: 'text/event-stream' } });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const text = readUntil(stream, /"profile":"streamed"/);
    await server.create({ name: 'streamed' });
    expect(await text).toContain('event: transition');
    expect(await open()).toBe('1');
    stop.abort();
    await expect.poll(open, { timeout: 20_000 }).toBe('0');
  }, 30_000);

  test('hands out no login and no token', async () => {
    expect(await codeOf(await call('/api/login-tickets', { method: 'POST' }))).toEqual([403, 'plugin/refused']);
    expect(await codeOf(await call('/api/login%2Dtickets', { method: 'POST' }))).toEqual([403, 'plugin/refused']);
    const receipt = `${dashboard.url}/dashboard-plugins/profile-builder`;
    for (const path of [
      'profile-builder.json',
      '../profile-builder.json',
      '%2e%2e/profile-builder.json',
      'plugin_api.py',
    ])
      expect(await rawStatus(`${receipt}/${path}`)).toBeGreaterThanOrEqual(400);
  });

  test('carries nothing but paths of the API', async () => {
    for (const path of [
      '/api/../login',
      '/api/%2e%2e/login',
      '/api//about',
      '/api/x/..%2f..%2flogin',
      '/api/.',
      '/login',
    ])
      expect(await rawStatus(`${dashboard.url}${PROXY}${path}`)).toBe(404);
  });

  test('is not asked on behalf of other sites', async () => {
    for (const site of ['cross-site', 'same-site'])
      expect(await codeOf(await call('/api/about', { headers: { 'Sec-Fetch-Site': site } }))).toEqual([
        403,
        'guard/origin',
      ]);
  });

  test('sends the token to a loopback address only', async () => {
    const file = join(scratch.data, 'server.json');
    const info = await readFile(file, 'utf8');
    await writeFile(file, info.replace('127.0.0.1', '127.0.0.1.example.org'));
    expect(await codeOf(await call('/api/about'))).toEqual([502, 'plugin/elsewhere']);
    await writeFile(file, info.replace(/"pid":\d+/, '"pid":1'));
    expect(await codeOf(await call('/api/about'))).toEqual([503, 'plugin/no-server']);
    await writeFile(file, info);
    expect((await call('/api/about')).status).toBe(200);
  });

  test('says how to start it when it does not run', async () => {
    await server.stop();
    const response = await call('/api/about');
    expect([response.status, await response.json()]).toEqual([
      503,
      expect.objectContaining({
        code: 'plugin/no-server',
        detail: expect.stringContaining(`profile-builder serve --data-dir ${scratch.data}`) as string,
      }),
    ]);
    server = await startServer(scratch);
    expect((await call('/api/about')).status).toBe(200);
  }, 30_000);

  /** As it is written: fetch would take the dots away. */
  const rawStatus = (url: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const { hostname, port, origin } = new URL(url);
      const headers = { 'X-Hermes-Session-Token': 'token-of-the-dashboard' };
      const sent = request({ hostname, port, path: url.slice(origin.length), headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.once('error', reject).end();
    });

  const readUntil = async (response: Response, pattern: RegExp): Promise<string> => {
    const decoder = new TextDecoder();
    let text = '';
    const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
    while (reader && !pattern.test(text)) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    return text;
  };
});
