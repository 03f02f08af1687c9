import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Owner } from '../../src/cli/parts.ts';
import { createFixtureApp, type FixtureOptions } from './fixture-app.ts';
import { facts, flowId, record } from './recorded-flow.ts';
import { versionsIn } from './printed.ts';
import { createTestIo } from './test-io.ts';
import { createTestParts } from './test-parts.ts';

const records = record(facts);
let dataDir = '';
let servers: Server[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'owner-'));
  await writeFile(join(dataDir, 'token'), 'kept-token\n', { mode: 0o600 });
});
afterEach(async () => {
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  servers = [];
  await rm(dataDir, { recursive: true });
});

const listen = async (options: Partial<FixtureOptions> = {}) => {
  const { app, seen } = createFixtureApp({ records, ...options });
  const server = createServer((request, response) => void getRequestListener(app.fetch)(request, response)).listen(
    0,
    '127.0.0.1',
  );
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  const owner: Owner = { pid: process.pid, url, startedAt: '2026-01-01T00:00:00.000Z', version: '9.9.9' };
  return { app, seen, owner, server };
};

const go = async (argv: string[], owner: Owner | null) => {
  const { parts, state } = createTestParts(createFixtureApp({ records }).app, {
    owner,
    fetch: (url, init) => fetch(url, init),
  });
  const io = createTestIo();
  const code = await run([...argv, '--data-dir', dataDir], io.io, parts);
  return { code, out: io.stdout.text, err: io.stderr.text, state };
};

describe('a running owner', () => {
  test('is asked with the token from the data directory, which its health check never sees', async () => {
    const { seen, owner } = await listen();
    const { code, state } = await go(['create', '--name', 'coder'], owner);
    expect([code, state.closed]).toEqual([4, 0]);
    expect(seen[0]).toMatchObject({ path: '/api/health', authorization: undefined });
    expect(new Set(seen.slice(1).map(({ authorization }) => authorization))).toEqual(new Set(['Bearer kept-token']));
  });

  test('is followed over cuts of a real connection', async () => {
    const { seen, owner } = await listen({ cuts: [4], failures: [503] });
    const { out } = await go(['create', '--name', 'coder', '--json'], owner);
    expect(versionsIn(out)).toEqual(records.map(({ version }) => version));
    expect(seen.filter(({ path }) => path.endsWith('/stream')).map(({ cursor }) => cursor)).toEqual(['0', '0', '4']);
  });

  test('gives a fresh login URL', async () => {
    const { owner } = await listen();
    expect(await go(['url'], owner)).toMatchObject({ code: 0, out: `${owner.url ?? ''}/login?ticket=once\n` });
    expect(await go(['url', '/flows/a b'], owner)).toMatchObject({
      out: `${owner.url ?? ''}/login?ticket=once&next=%2Fflows%2Fa%20b\n`,
    });
  });

  test('that does not answer is not waited for: the application is embedded', async () => {
    const { owner, server } = await listen();
    await new Promise((resolve) => server.close(resolve));
    servers = [];
    expect(await go(['show', flowId, '--json'], owner)).toMatchObject({ code: 0, state: { closed: 1 } });
  });

  test('is needed for a login URL', async () => {
    const { code, err } = await go(['url'], null);
    expect(code).toBe(3);
    expect(err).toContain(`No server runs for the data directory ${dataDir}`);
  });

  test('whose token cannot be read is an error that says how to give it', async () => {
    await rm(join(dataDir, 'token'));
    const { owner } = await listen();
    const { code, err } = await go(['flows'], owner);
    expect(code).toBe(3);
    expect(err).toContain('give it with --token or PROFILE_BUILDER_TOKEN');
  });
});
