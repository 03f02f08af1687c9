import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createScratch, type Scratch, type Server, startServer } from '../../../../tests/e2e/server.ts';
import { createExchange } from '../../../src/api/stream/exchange.ts';
import type { FromPage, OpenPort, ToPage } from '../../../src/api/stream/messages.ts';
import { createStream } from '../../../src/api/stream/stream.ts';
import { browserIo } from '../../../src/api/stream/stream-io.ts';
import { createFakeSight } from './fake-sight.ts';
import { type Proxy, startProxy } from './proxy.ts';

let scratch: Scratch;
let server: Server;
let proxy: Proxy;
const stops: (() => void)[] = [];

beforeEach(async () => {
  scratch = await createScratch();
  proxy = await startProxy();
  await start();
});

afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await server.stop();
  proxy.close();
  await scratch.remove();
});

const start = async () => {
  server = await startServer(scratch);
  proxy.pointTo(server.url);
};

const createBrowser = () => {
  const exchange = createExchange({ io: browserIo, lingerMs: 50 });
  const openPort: OpenPort = (onMessage) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<FromPage>) => exchange.hear(port1, data);
    port2.onmessage = ({ data }: MessageEvent<ToPage>) => onMessage(data);
    return { send: (message) => port2.postMessage(message), close: () => port2.close() };
  };
  return () => openPage(openPort);
};

const openPage = (openPort: OpenPort) => {
  const sight = { ...createFakeSight(), beforeDrawing: (call: () => void) => void setTimeout(call, 16) };
  const stream = createStream({ url: `${proxy.url}/api/stream`, token: server.token, openPort, sight, io: browserIo });
  const positions: number[] = [];
  const starts: number[] = [];
  stream.onNews((news) => {
    if (news.kind === 'start') starts.push(positions.length);
    if (news.kind !== 'frames') return;
    positions.push(...news.frames.flatMap((frame) => (frame.kind === 'transition' ? [frame.position] : [])));
  });
  stops.push(stream.start());
  return { stream, sight, positions, starts };
};

const positionsOf = async (ids: readonly string[]): Promise<readonly number[]> => {
  const all: number[] = [];
  for (const id of ids) {
    const { events } = eventsSchema.parse(await (await server.call(`/api/flows/${id}/events`)).json());
    all.push(...events.map(({ position }) => position));
  }
  return all.toSorted((a, b) => a - b);
};
const eventsSchema = z.object({ events: z.array(z.object({ position: z.number() })) });

const createFlows = async (names: readonly string[]): Promise<readonly string[]> => {
  const servers = Array.from({ length: 5 }, (_, index) => ({ name: `s${index}`, command: 'npx' }));
  const flows = await Promise.all(names.map((name) => server.create({ name, mcpServers: servers })));
  return flows.map(({ id }) => id);
};

test('nothing is lost and nothing comes twice when the connection is cut after every three frames', async () => {
  proxy.cutAfter(3);
  const open = createBrowser();
  const pages = [open(), open()];
  await expect.poll(() => pages.map(({ starts }) => starts.length)).toEqual([1, 1]);
  const ids = await createFlows(['one', 'two', 'three', 'four']);
  for (const id of ids) await server.settled(id);
  const expected = await positionsOf(ids);
  for (const { positions } of pages) await expect.poll(() => positions, { timeout: 15_000 }).toEqual(expected);
  expect(proxy.connections()).toBeGreaterThan(5);
  expect(pages.map(({ starts }) => starts)).toEqual([[0], [0]]);
});

test('nothing is lost and nothing comes twice when the server is killed, answers 503 for a while and is there again', async () => {
  const open = createBrowser();
  const pages = [open(), open()];
  const statuses: string[] = [];
  pages[0]?.stream.onStatus(() => statuses.push(pages[0]?.stream.status() ?? ''));
  await expect.poll(() => pages.map(({ starts }) => starts.length)).toEqual([1, 1]);
  const before = await createFlows(['one', 'two']);
  await expect.poll(() => pages[0]?.positions.length).toBeGreaterThan(3);
  await server.stop('SIGKILL');
  proxy.pointTo(null);
  await expect.poll(() => statuses.at(-1)).toBe('reconnecting');
  await start();
  const ids = [...before, ...(await createFlows(['three']))];
  for (const id of ids) await server.settled(id);
  const expected = await positionsOf(ids);
  for (const { positions } of pages) await expect.poll(() => positions, { timeout: 15_000 }).toEqual(expected);
  expect(pages.map(({ starts }) => starts)).toEqual([[0], [0]]);
  expect(statuses.at(-1)).toBe('live');
});

test('a page that is hidden meanwhile costs nothing and misses nothing', async () => {
  const open = createBrowser();
  const [hidden, seen] = [open(), open()];
  await expect.poll(() => [hidden, seen].map(({ starts }) => starts.length)).toEqual([1, 1]);
  hidden.sight.see(false);
  const first = await createFlows(['one']);
  await server.settled(first[0] ?? '');
  await expect.poll(() => seen.positions.length).toBe((await positionsOf(first)).length);
  expect(hidden.positions).toEqual([]);
  seen.sight.see(false);
  await expect.poll(async () => (await server.call('/metrics')).text()).toContain('streams_open 0');
  const second = await createFlows(['two']);
  await server.settled(second[0] ?? '');
  for (const page of [hidden, seen]) page.sight.see(true);
  const expected = await positionsOf([...first, ...second]);
  for (const { positions } of [hidden, seen]) await expect.poll(() => positions).toEqual(expected);
  expect(proxy.connections()).toBe(2);
});
