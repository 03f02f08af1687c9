import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createHub } from '../../../src/http/stream/hub.ts';
import { defaultLimits, type StreamLimits } from '../../../src/http/stream/limits.ts';
import { parseFrames, waitFor, watch } from '../read-stream.ts';
import { createLog } from './fixture-log.ts';

setFlagsFromString('--expose-gc');
const collect = (): unknown => runInNewContext('gc()');
const heldBytes = async (): Promise<number> => {
  for (let round = 0; round < 3; round += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

const setUp = async (textBytes: number, limits: Partial<StreamLimits> = {}) => {
  const log = createLog(textBytes);
  const faults: unknown[] = [];
  const hub = createHub({
    feed: log.feed,
    limits: { ...defaultLimits, ...limits },
    onError: (error) => faults.push(error),
  });
  const listener = getRequestListener((_request, { outgoing }) => {
    const stream = hub.open({ flow: 'flw_1', first: '', cursor: 0, abandon: () => void outgoing.destroy() });
    return new Response(stream, { status: stream ? 200 : 503, headers: { connection: 'close' } });
  });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  opened.push(() => {
    hub.close();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  return { log, hub, faults, url };
};

const versions = (text: string) =>
  parseFrames(text)
    .filter(({ event }) => event === 'transition')
    .map(({ id }) => Number(id));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a reader that takes nothing', () => {
  it('costs a bounded amount, leaves the others alone, and gets everything from the log when it goes on', async () => {
    const { log, url } = await setUp(50_000, { pageSize: 4 });
    const stalled = await watch(url);
    log.publish();
    await stalled.until((frames) => frames.length === 1);
    stalled.pause();
    const before = await heldBytes();
    for (let count = 0; count < 600; count += 1) {
      log.publish();
      if (count % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const healthy = await watch(url);
    expect((await heldBytes()) - before).toBeLessThan(12 * 1024 * 1024);
    log.endAt(602);
    log.publish();
    await healthy.ended;
    expect(versions(healthy.text())).toEqual(upTo(602));
    stalled.resume();
    await stalled.ended;
    expect(versions(stalled.text())).toEqual(upTo(602));
  });

  it('is cut off after a while without progress', async () => {
    const { log, hub, url } = await setUp(200_000, { stallMs: 150, pageSize: 4 });
    const stalled = await watch(url);
    log.publish();
    await stalled.until((frames) => frames.length === 1);
    stalled.pause();
    for (let count = 0; count < 100; count += 1) log.publish();
    await waitFor(() => hub.count() === 0);
    expect(log.listeners()).toBe(0);
    stalled.resume();
    await expect(stalled.ended).rejects.toThrow('aborted');
  });
});

describe('the fan-out', () => {
  it('gives many readers each version once, in order, while they come and go', async () => {
    const { log, hub, url } = await setUp(10);
    const readers = [];
    for (let count = 0; count < 120; count += 1) {
      readers.push(await watch(url));
      log.publish(2);
      if (count % 7 === 0) readers[count]?.destroy();
    }
    log.endAt(241);
    log.publish();
    const stayed = readers.filter((_, index) => index % 7 !== 0);
    await Promise.all(stayed.map((reader) => reader.ended));
    for (const reader of stayed) expect(versions(reader.text())).toEqual(upTo(241));
    await waitFor(() => hub.count() === 0);
    expect(log.listeners()).toBe(0);
  });

  it('keeps output in its place between transitions', async () => {
    const { log, url } = await setUp(10);
    log.publish();
    const reader = await watch(url);
    await reader.until((frames) => frames.length === 1);
    await waitFor(() => log.reads() >= 2);
    await new Promise((resolve) => setImmediate(resolve));
    log.say('one');
    log.publish();
    log.say('two');
    const frames = await reader.until((all) => all.length === 4);
    expect(frames.map(({ event }) => event)).toEqual(['transition', 'output', 'transition', 'output']);
    reader.destroy();
  });

  it('ends the stream and reports when the log cannot be read', async () => {
    const { log, hub, faults } = await setUp(10);
    const failing = createHub({
      feed: { ...log.feed, read: () => Promise.reject(new Error('disk gone')) },
      limits: defaultLimits,
      onError: (error) => faults.push(error),
    });
    const stream = failing.open({ flow: 'flw_1', first: '', cursor: 0, abandon: () => {} });
    const text = await new Response(stream).text();
    expect(text).toMatch(/^:\n\nretry: \d{4}\n\n$/);
    expect(faults).toEqual([new Error('disk gone')]);
    expect([hub.count(), failing.count(), log.listeners()]).toEqual([0, 0, 0]);
  });
});
