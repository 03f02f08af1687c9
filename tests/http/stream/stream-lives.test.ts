import { EventSource } from 'eventsource';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { waitFor } from '../read-stream.ts';
import { fixture, open, server, servers, setUp, tearDown } from './served.ts';

describe('readers that lag, age or leave', () => {
  afterEach(tearDown);

  it('sends a comment while nothing happens', async () => {
    await setUp({ limits: { heartbeatMs: 40 } });
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: servers(1) });
    const reader = await open(`/api/flows/${id}/stream`);
    await waitFor(() => reader.text().endsWith('\n\n:\n\n:\n\n'));
    reader.destroy();
  });

  it('ends a stream that is old enough, and it resumes', async () => {
    await setUp({ limits: { maxAgeMs: 50, heartbeatMs: 40 } });
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: servers(1) });
    const reader = await open(`/api/flows/${id}/stream?after=0`);
    await reader.ended;
    expect(reader.frames().some(({ event }) => event === 'end')).toBe(false);
    expect(fixture.listeners()).toBe(0);
  });

  it('loses and repeats nothing for an EventSource that is cut off and comes back by itself', async () => {
    await setUp({ limits: { maxAgeMs: 100, heartbeatMs: 40 } });
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: servers(4) });
    const answer = await fixture.post('/api/tickets', { flow: id });
    const { ticket } = z.object({ ticket: z.string() }).parse(await answer.json());
    const source = new EventSource(`${server.url}/api/flows/${id}/stream?after=0&ticket=${ticket}`);
    const seen: number[] = [];
    const ended = Promise.withResolvers<void>();
    const opened = { count: 0 };
    source.addEventListener('open', () => (opened.count += 1));
    source.addEventListener('transition', ({ lastEventId }) => seen.push(Number(lastEventId)));
    source.addEventListener('end', () => ended.resolve());
    await new Promise<void>((resolve) => source.addEventListener('error', () => resolve(), { once: true }));
    fixture.mcp.open();
    await ended.promise;
    source.close();
    const version = (await fixture.engine.flow(id))?.version ?? 0;
    expect(seen).toEqual(Array.from({ length: version }, (_, index) => index + 1));
    expect(opened.count).toBe(2);
  });

  it('refuses more streams than it may have, and has room again', async () => {
    await setUp({ limits: { streams: 1 } });
    const first = await open('/api/stream');
    await first.until((frames) => frames.length > 0);
    const second = await open('/api/stream');
    expect([second.status, second.headers['retry-after']]).toEqual([503, '2']);
    first.destroy();
    await waitFor(() => fixture.listeners() === 0);
    const third = await open('/api/stream');
    expect(third.status).toBe(200);
    third.destroy();
  });

  it('ends every stream cleanly and quickly when the server closes', async () => {
    await setUp();
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: servers(1) });
    const readers = await Promise.all(Array.from({ length: 40 }, () => open(`/api/flows/${id}/stream`)));
    await Promise.all(readers.map((reader) => reader.until((frames) => frames.length > 0)));
    const at = performance.now();
    await server.close();
    expect(performance.now() - at).toBeLessThan(250);
    await Promise.all(readers.map((reader) => reader.ended));
    expect(fixture.listeners()).toBe(0);
    expect((await fixture.get('/api/stream', { host: new URL(server.url).host })).status).toBe(503);
  });
});
