import { Agent, request } from 'node:http';
import { closeSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { createCompose } from '../src/cli/compose.ts';
import type { Engine } from '../src/app/engine.ts';
import { isAtRest } from '../src/machines/flow/rest.ts';
import { median, type Ratio } from './ratio.ts';

const ROUNDS = 150;
const WARM_UP = 30;

const acceptedSchema = z.object({ flow: z.object({ id: z.string() }) });

type Target = Readonly<{ url: string; headers: Readonly<Record<string, string>>; close(): Promise<void> }>;

/** Latency of the create route without secrets against the least a durable route can do: Hono, one JSON line, fdatasync. */
export const benchCreateRoute = async (): Promise<readonly Ratio[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'profile-builder-bench-'));
  const floor = await startFloor(directory);
  const ours = await startOurs(directory);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const floorMs: number[] = [];
  const oursMs: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    const body = toBody(`bench-${round}`);
    const [floorTook] = await post(agent, floor, body);
    const [oursTook, answer] = await post(agent, ours, body);
    // What the flow goes on to do must not run into the next measurement.
    await ours.settled(acceptedSchema.parse(JSON.parse(answer)).flow.id);
    if (round < WARM_UP) continue;
    floorMs.push(floorTook);
    oursMs.push(oursTook);
  }
  agent.destroy();
  await ours.close();
  await floor.close();
  rmSync(directory, { recursive: true });
  const [a, b] = [median(oursMs), median(floorMs)];
  const detail = `median of ${ROUNDS}: ${a.toFixed(2)} ms against ${b.toFixed(2)} ms`;
  return [
    { name: 'create route / Hono + JSON line + fdatasync, latency', value: a / b, goal: { atMost: 1.6 }, detail },
  ];
};

const toBody = (name: string): string =>
  JSON.stringify({
    name,
    description: 'measured',
    soul: 'You are measured.',
    alias: false,
    model: { provider: 'openrouter', model: 'anthropic/claude-sonnet-4' },
    mcpServers: [
      { name: 'fs', command: 'npx', args: ['-y', 'server-filesystem'] },
      { name: 'time', command: 'uvx', args: ['mcp-server-time'] },
    ],
  });

const startFloor = async (directory: string): Promise<Target> => {
  const file = openSync(join(directory, 'floor.jsonl'), 'a');
  const app = new Hono().post('/api/flows', async (c) => {
    const body: unknown = await c.req.json();
    writeSync(file, `${JSON.stringify(body)}\n`);
    fdatasyncSync(file);
    return c.json({ flow: { id: 'floor' } }, 202);
  });
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
      resolve({ server: listening, port: info.port }),
    );
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      closeSync(file);
    });
  return { url: `http://127.0.0.1:${port}`, headers: {}, close };
};

const startOurs = async (directory: string): Promise<Target & { settled(id: string): Promise<void> }> => {
  const hermesHome = join(directory, 'hermes');
  const dataDir = join(directory, 'data');
  mkdirSync(hermesHome);
  const composed = await createCompose()({
    host: '127.0.0.1',
    port: 0,
    hermesHome,
    dataDir,
    logFile: join(dataDir, 'events.db'),
    tokenFile: join(dataDir, 'token'),
    token: 'bench',
    homedir: directory,
    env: {},
  });
  if (!composed.ok) throw new Error(composed.reason);
  const { url } = await composed.serve();
  return {
    url,
    headers: { authorization: 'Bearer bench' },
    close: () => composed.close(),
    settled: (id) => settled(composed.engine, id),
  };
};

const settled = async (engine: Engine, id: string): Promise<void> => {
  await engine.when(id, isAtRest, AbortSignal.timeout(10_000));
};

/** Milliseconds from sending to the last byte of the answer, and the answer. */
const post = (agent: Agent, { url, headers }: Target, body: string): Promise<readonly [number, string]> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const sent = { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request(`${url}/api/flows`, { method: 'POST', agent, headers: sent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (answer.statusCode === 202) resolve([performance.now() - started, text]);
        else reject(new Error(`${answer.statusCode}: ${text}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
