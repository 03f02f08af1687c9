import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { areAlive, readPids } from '../fixtures/pids.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

const everything = resolve('node_modules/@modelcontextprotocol/server-everything/dist/index.js');
const fixture = resolve('tests/fixtures/programs/mcp-server.mjs');
const canary = 'canary-of-the-mcp-test-4711';

let scratch: Scratch;
let server: Server;

beforeAll(async () => {
  scratch = await createScratch();
  server = await startServer(scratch, { env: { OPENROUTER_API_KEY: canary } });
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const fixtureServer = (mode: string) => ({
  name: 'it',
  command: process.execPath,
  args: [fixture, mode, join(scratch.directory, mode)],
  env: { API_TOKEN: canary },
});

test('lists the tools of a server that works', async () => {
  const response = await server.post('/api/mcp/test', {
    name: 'all',
    command: process.execPath,
    args: [everything, 'stdio'],
  });
  const found = (await response.json()) as { tools: unknown[]; durationMs: number };
  expect(found).toMatchObject({ ok: true, server: { name: expect.stringMatching(/everything/) } });
  expect(found.tools).toContainEqual({ name: 'echo', description: expect.any(String) });
});

test('tells no secret, neither in the answer nor in what the server prints or keeps', async () => {
  for (const mode of ['crash', 'refuse', 'env']) {
    const text = await (await server.post('/api/mcp/test', fixtureServer(mode))).text();
    expect(text).not.toContain(canary);
    expect(text).not.toContain('OPENROUTER_API_KEY');
  }
  expect(server.printed()).not.toContain(canary);
  expect((await readFile(join(scratch.data, 'events.db'), 'latin1')).includes(canary)).toBe(false);
});

test('ends what it started when the client goes away', async () => {
  const leaving = new AbortController();
  const asking = server.call('/api/mcp/test', {
    method: 'POST',
    body: JSON.stringify(fixtureServer('stubborn-hang')),
    headers: { 'content-type': 'application/json' },
    signal: leaving.signal,
  });
  const pids = await readPids(join(scratch.directory, 'stubborn-hang'));
  expect(await areAlive(pids)).toEqual([true, true, true]);
  leaving.abort();
  await expect(asking).rejects.toThrow(/abort/i);
  while ((await areAlive(pids)).includes(true)) await sleep(20);
});
