import { connect, type Socket } from 'node:net';
import { hc } from 'hono/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/http/app.ts';
import { serve, toAllowedHosts } from '../../src/http/serve.ts';
import { auth, createAppFixture, HOST } from './fixture-app.ts';

let fixture: ReturnType<typeof createAppFixture>;
beforeEach(() => {
  fixture = createAppFixture();
});
afterEach(() => fixture.close());

describe('serve', () => {
  it('says where it listens and closes while a client keeps its connection', async () => {
    const server = await fixture.listen();
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    await server.close();
    await server.close();
    await expect(fetch(`${server.url}/api/health`)).rejects.toThrow();
  });

  it('rejects when the port is taken', async () => {
    const first = await fixture.listen();
    const again = serve({ app: fixture.app, host: '127.0.0.1', port: first.port, closing: new AbortController() });
    await expect(again).rejects.toThrow('EADDRINUSE');
    await first.close();
  });

  it('takes no more connections than it may have', async () => {
    const server = await serve({
      app: fixture.app,
      host: '127.0.0.1',
      port: 0,
      closing: new AbortController(),
      maxConnections: 1,
    });
    const open = (): Promise<{ socket: Socket; closed: Promise<void> }> =>
      new Promise((resolve) => {
        const socket = connect(server.port, '127.0.0.1', () => {
          resolve({ socket, closed: new Promise((done) => socket.once('close', () => done())) });
        });
        socket.on('error', () => {});
        socket.resume();
      });
    const first = await open();
    const second = await open();
    await second.closed;
    expect(first.socket.readyState).toBe('open');
    first.socket.destroy();
    await server.close();
  });

  it('knows the names of this machine', () => {
    expect(toAllowedHosts('127.0.0.1', 1)).toEqual(['127.0.0.1:1', 'localhost:1', '[::1]:1']);
    expect(toAllowedHosts('10.0.0.5', 1)).toEqual(['10.0.0.5:1']);
    expect(toAllowedHosts('fd00::1', 1)).toEqual(['[fd00::1]:1']);
  });
});

describe("Hono's typed client", () => {
  it('knows routes and answers', async () => {
    const id = await fixture.start({ name: 'coder' });
    await fixture.rested(id);
    const request = (input: string | URL | Request, init?: RequestInit) => fixture.app.request(input, init);
    const client = hc<App>(`http://${HOST}`, { headers: { ...auth, host: HOST }, fetch: request });
    const response = await client.api.flows.$get();
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { flows } = await response.json();
    expect(flows.map(({ id: found, outcome }) => [found, outcome])).toEqual([[id, 'complete']]);
  });
});
