import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventSource } from 'eventsource';
import fc from 'fast-check';
import { auth } from '../fixture-app.ts';
import { parseFrames, waitFor } from '../read-stream.ts';
import { fixture, ids, open, server, servers, setUp, tearDown } from './served.ts';

const upTo = (version: number) => Array.from({ length: version }, (_, index) => index + 1);

describe('the stream of a flow', () => {
  beforeEach(() => setUp());
  afterEach(tearDown);

  it('tells a reader that came at once, one that came late and one that came after the end the same', async () => {
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: servers(5) });
    const early = await open(`/api/flows/${id}/stream?after=0`);
    await early.until((frames) => frames.length >= 3);
    const late = await open(`/api/flows/${id}/stream?after=0`);
    fixture.mcp.open();
    const version = await fixture.rested(id);
    const after = await open(`/api/flows/${id}/stream?after=0`);
    await Promise.all([early.ended, late.ended, after.ended]);
    for (const reader of [early, late, after]) expect(ids(reader.frames())).toEqual(upTo(version));
    expect(late.frames()).toEqual(early.frames());
    expect(after.frames()).toEqual(early.frames());
    expect(after.frames().at(-1)).toEqual({
      id: String(version),
      event: 'end',
      data: { flow: id, version, outcome: 'complete' },
    });
  });

  it('starts with a snapshot without a cursor, then goes on after it', async () => {
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: servers(3) });
    const reader = await open(`/api/flows/${id}/stream`);
    const [snapshot] = await reader.until((frames) => frames.length >= 1);
    fixture.mcp.open();
    await reader.ended;
    const seen = Number(snapshot?.id);
    expect(snapshot).toMatchObject({ event: 'snapshot', data: { flow: { id, version: seen } } });
    expect(ids(reader.frames())[0]).toBe(seen + 1);
  });

  it('gives a cursor beyond the head a snapshot and goes on live', async () => {
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: servers(3) });
    const reader = await open(`/api/flows/${id}/stream`, { 'last-event-id': '999' });
    const frames = await reader.until((all) => all.length >= 1);
    expect(frames[0]).toMatchObject({ event: 'snapshot' });
    fixture.mcp.open();
    await reader.ended;
    expect(reader.frames().at(-1)).toMatchObject({ event: 'end' });
  });

  it('ends at once after the snapshot of a settled flow, and answers 204 at its head', async () => {
    const id = await fixture.start({ name: 'coder' });
    const version = await fixture.rested(id);
    const reader = await open(`/api/flows/${id}/stream`);
    await reader.ended;
    expect(reader.frames().map(({ event }) => event)).toEqual(['snapshot', 'end']);
    expect((await open(`/api/flows/${id}/stream`, { 'last-event-id': String(version) })).status).toBe(204);
  });

  it('does not end a reader of the past where a retry went on', async () => {
    const id = await fixture.start({ name: 'coder', mcpServers: [{ name: 'a' }] });
    const first = await fixture.rested(id);
    await fixture.post(`/api/flows/${id}/retry`, { all: true });
    const version = await fixture.rested(id);
    const reader = await open(`/api/flows/${id}/stream?after=1`);
    await reader.ended;
    expect(version).toBeGreaterThan(first);
    expect(reader.frames().filter(({ event }) => event === 'end')).toHaveLength(1);
    expect(ids(reader.frames())).toEqual(upTo(version).slice(1));
  });

  it('lets Last-Event-ID win over ?after= and refuses what is no number', async () => {
    const id = await fixture.start({ name: 'coder' });
    const version = await fixture.rested(id);
    const reader = await open(`/api/flows/${id}/stream?after=0`, { 'last-event-id': String(version - 1) });
    await reader.ended;
    expect(ids(reader.frames())).toEqual([version]);
    for (const cursor of ['x', '-1', '1.5', '1e3', ' 1x', '9999999999999999']) {
      const response = await fixture.get(`/api/flows/${id}/stream?after=${encodeURIComponent(cursor)}`);
      expect([cursor, response.status]).toEqual([cursor, 400]);
    }
  });

  it('sends new output of installs without an id', async () => {
    const id = await fixture.start({ name: 'coder', hubSkills: ['owner/repo'] });
    const reader = await open(`/api/flows/${id}/stream?after=0`);
    await reader.until((frames) => frames.some(({ data }) => JSON.stringify(data).includes('install.started')));
    const [run] = fixture.runs();
    if (!run) throw new Error('no run');
    await waitFor(() => fixture.listeners() === 2);
    const naps = fixture.naps();
    await waitFor(() => fixture.naps() > naps);
    fixture.write(run, 'Fetching ✓\n');
    const frames = await reader.until((all) => all.some(({ event }) => event === 'output'));
    expect(frames.find(({ event }) => event === 'output')?.data).toEqual({
      flow: id,
      item: 'install:owner/repo',
      attempt: 1,
      offset: 0,
      next: 13,
      text: 'Fetching ✓\n',
    });
    expect(reader.text()).toMatch(/\n\nevent: output\n/);
    fixture.end(run, 0);
    await reader.ended;
  });

  it('sends only bytes every reader agrees on', async () => {
    const id = await fixture.start({ name: 'coder', description: 'a\nb\r\u2028 é 🙂', mcpServers: servers(2) });
    const reader = await open(`/api/flows/${id}/stream?after=0`);
    await reader.ended;
    const blocks = reader.text().split('\n\n');
    expect(blocks.at(-1)).toBe('');
    expect(blocks[0]).toBe(':');
    expect(blocks[1]).toMatch(/^retry: 1\d{3}$|^retry: 2000$/);
    expect(reader.text()).not.toMatch(/\r|\0|\ufeff/);
    for (const block of blocks.slice(2, -1))
      expect(block).toMatch(/^id: \d+\nevent: (?:transition|end|snapshot)\ndata: \{[^\n]*\}$/);
  });

  it('says how it is to be treated', async () => {
    const id = await fixture.start({ name: 'coder' });
    const { status, headers } = await open(`/api/flows/${id}/stream?after=0`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(headers).not.toHaveProperty('content-length');
  });

  it('releases its listeners when the reader leaves', async () => {
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: servers(1) });
    const readers = await Promise.all([1, 2, 3].map(() => open(`/api/flows/${id}/stream`)));
    await Promise.all(readers.map((reader) => reader.until((frames) => frames.length > 0)));
    expect(fixture.listeners()).toBe(2);
    for (const reader of readers) reader.destroy();
    await waitFor(() => fixture.listeners() === 0);
  });

  it('starts no subscription for HEAD, OPTIONS and POST, nor for an answer nobody reads', async () => {
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: servers(1) });
    const statuses: number[] = [];
    for (const method of ['HEAD', 'OPTIONS', 'POST']) {
      const response = await fetch(`${server.url}/api/flows/${id}/stream`, { method, headers: auth });
      statuses.push(response.status);
    }
    await fixture.app.request(`/api/flows/${id}/stream`, { headers: { host: new URL(server.url).host, ...auth } });
    expect(statuses).toEqual([200, 405, 405]);
    expect(fixture.listeners()).toBe(0);
  });

  it('starts no subscription for a reader that left before its answer', async () => {
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: servers(1) });
    const asked = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    fixture.before.flow = async () => {
      asked.resolve();
      await gate.promise;
    };
    const gone = new AbortController();
    const answer = fetch(`${server.url}/api/flows/${id}/stream`, { headers: auth, signal: gone.signal });
    await asked.promise;
    gone.abort();
    await expect(answer).rejects.toThrow();
    gate.resolve();
    const other = await open(`/api/flows/${id}/stream`);
    await other.until((frames) => frames.length > 0);
    expect(fixture.listeners()).toBe(2);
    other.destroy();
    await waitFor(() => fixture.listeners() === 0);
  });

  it('is read by an EventSource with a ticket, once, in order, to the end', async () => {
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: servers(4) });
    const { host } = new URL(server.url);
    const answer = await fixture.post('/api/tickets', { flow: id }, { host });
    const ticket: unknown = await answer.json();
    const url = new URL(`/api/flows/${id}/stream?after=0`, server.url);
    if (typeof ticket === 'object' && ticket && 'ticket' in ticket)
      url.searchParams.set('ticket', String(ticket.ticket));
    const source = new EventSource(url);
    const seen: number[] = [];
    const ended = Promise.withResolvers<void>();
    source.addEventListener('transition', ({ lastEventId }) => seen.push(Number(lastEventId)));
    source.addEventListener('end', () => ended.resolve());
    await waitFor(() => seen.length > 0);
    fixture.mcp.open();
    await ended.promise;
    source.close();
    expect(seen).toEqual(upTo((await fixture.engine.flow(id))?.version ?? 0));
  });

  it('gives the log once, in order, wherever it is cut and resumed', async () => {
    const id = await fixture.start({ name: 'coder', description: '🙂é', mcpServers: servers(3) });
    const version = await fixture.rested(id);
    const whole = await open(`/api/flows/${id}/stream?after=0`);
    await whole.ended;
    const bytes = Buffer.from(whole.text());
    const resume = async (cut: number) => {
      const before = parseFrames(new TextDecoder().decode(bytes.subarray(0, cut)));
      const last = before.findLast((frame) => frame.id !== undefined)?.id;
      const rest = await open(`/api/flows/${id}/stream?after=0`, last === undefined ? {} : { 'last-event-id': last });
      if (rest.status === 204) return before;
      await rest.ended;
      return [...before, ...rest.frames()];
    };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), async (cut) => {
        expect(ids(await resume(cut))).toEqual(upTo(version));
      }),
      { numRuns: 60 },
    );
    for (const [index] of [...whole.text().matchAll(/\n\n/g)].entries()) {
      const cut =
        Buffer.byteLength(
          whole
            .text()
            .split('\n\n')
            .slice(0, index + 1)
            .join('\n\n'),
        ) + 2;
      expect(ids(await resume(cut))).toEqual(upTo(version));
    }
  });
});
