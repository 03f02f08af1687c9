import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyTransition, toFirstView } from '../../../src/machines/flow/apply-transition.ts';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { readProblem } from '../fixture-app.ts';
import { type Frame, waitFor, type Watcher } from '../read-stream.ts';
import { fixture, ids, open, server, servers, setUp, tearDown, transitions } from './served.ts';

describe('the stream of all flows', () => {
  beforeEach(() => setUp());
  afterEach(tearDown);

  it('starts with the newest flows and goes on by position', async () => {
    const first = await fixture.start({ name: 'one' });
    await fixture.rested(first);
    const reader = await open('/api/stream');
    const [snapshot] = await reader.until((frames) => frames.length > 0);
    const head = await fixture.engine.feed.head();
    expect(snapshot).toMatchObject({
      id: String(head),
      event: 'snapshot',
      data: { position: head, flows: [{ id: first }] },
    });
    const second = await fixture.start({ name: 'two' });
    const version = await fixture.rested(second);
    await reader.until((frames) => ids(frames).length >= version);
    const transitions = reader.frames().slice(1);
    expect(transitions.every(({ data }) => JSON.stringify(data).includes(second))).toBe(true);
    reader.destroy();
  });

  it('gives every record of every flow once, in order, past records that belong to no flow', async () => {
    const live = await open('/api/stream?after=0');
    const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
    const flows = await Promise.all(names.map((name) => fixture.start({ name, mcpServers: servers(20) })));
    const versions = await Promise.all(flows.map(fixture.rested));
    const total = versions.reduce((sum, version) => sum + version, 0);
    const late = await open('/api/stream?after=0');
    for (const reader of [live, late]) {
      const seen = ids(await reader.until((frames) => ids(frames).length >= total));
      expect(seen).toHaveLength(total);
      expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
      reader.destroy();
    }
  });

  it('says enough to make, transition by transition, what the flow route answers', async () => {
    const id = await fixture.start({ name: 'coder', mcpServers: [{ name: 'a' }, { name: 'b', command: 'x' }] });
    await fixture.rested(id);
    await fixture.post(`/api/flows/${id}/retry`, { item: 'mcp:a', edit: { name: 'c', command: 'y' } });
    const version = await fixture.rested(id);
    const reader = await open(`/api/stream?after=0`);
    await reader.until((frames) => ids(frames).length >= version);
    let view: FlowView | null = null;
    for (const frame of transitions(reader.frames())) view = view ? applyTransition(view, frame) : toFirstView(frame);
    const answer = await fixture.get(`/api/flows/${id}`, { host: new URL(server.url).host });
    expect(JSON.stringify(view)).toBe(await answer.text());
    reader.destroy();
  });
});

describe('output on the stream of all flows', () => {
  beforeEach(() => setUp());
  afterEach(tearDown);

  const startInstall = async (name: string) => {
    const before = fixture.runs().length;
    const id = await fixture.start({ name, hubSkills: ['owner/repo'] });
    await waitFor(() => fixture.runs().length > before);
    const run = fixture.runs().at(-1);
    if (!run) throw new Error('no run');
    return { id, run };
  };
  const outputs = (reader: Watcher) => reader.frames().filter(({ event }) => event === 'output');
  const hasTailed = async () => {
    const naps = fixture.naps();
    await waitFor(() => fixture.naps() > naps + 1);
  };

  it('comes of the flows that were asked for, beside all transitions', async () => {
    const [one, two, three] = [await startInstall('one'), await startInstall('two'), await startInstall('three')];
    const reader = await open(`/api/stream?after=0&output=${one.id},${three.id},${one.id}`);
    const plain = await open('/api/stream?after=0');
    await Promise.all([reader, plain].map(({ until }) => until((frames) => ids(frames).length >= 3)));
    await hasTailed();
    for (const { run } of [two, one, three]) fixture.write(run, `of ${run.flow} ✓\n`);
    await reader.until((frames) => frames.filter(({ event }) => event === 'output').length === 2);
    for (const { run } of [one, two, three]) fixture.end(run, 0);
    const versions = await Promise.all([one, two, three].map(({ id }) => fixture.rested(id)));
    const total = versions.reduce((sum, version) => sum + version, 0);
    await Promise.all([reader, plain].map(({ until }) => until((frames) => ids(frames).length >= total)));
    expect(ids(reader.frames())).toEqual(ids(plain.frames()));
    expect(outputs(plain)).toEqual([]);
    const bytes = Buffer.byteLength(`of ${one.id} ✓\n`);
    const about = { item: 'install:owner/repo', attempt: 1, offset: 0, next: bytes };
    expect(outputs(reader)).toEqual(
      [one, three].map(({ id }) => ({
        id: undefined,
        event: 'output',
        data: { flow: id, ...about, text: `of ${id} ✓\n` },
      })),
    );
    for (const each of [reader, plain]) each.destroy();
  });

  it('comes once to each reader, whichever streams are open', async () => {
    const { id, run } = await startInstall('one');
    const readers = [
      await open(`/api/stream?output=${id}`),
      await open(`/api/flows/${id}/stream`),
      await open(`/api/stream?output=${id}`),
    ];
    await Promise.all(readers.map(({ until }) => until((frames) => frames.length > 0)));
    expect(fixture.listeners()).toBe(2);
    await hasTailed();
    for (const text of ['a\n', 'b\n']) {
      fixture.write(run, text);
      const heard = (frames: readonly Frame[]) =>
        frames.filter(({ data }) => JSON.stringify(data).includes(`"text":"${text.trim()}`));
      await Promise.all(readers.map(({ until }) => until((frames) => heard(frames).length === 1)));
    }
    for (const reader of readers) expect(outputs(reader)).toHaveLength(2);
    readers[1]?.destroy();
    readers[0]?.destroy();
    fixture.write(run, 'c\n');
    await readers[2]?.until((frames) => frames.filter(({ event }) => event === 'output').length === 3);
    readers[2]?.destroy();
    await waitFor(() => fixture.listeners() === 0);
  });

  it('is tailed for those who ask only', async () => {
    const { id } = await startInstall('one');
    const plain = await open('/api/stream');
    const other = await open('/api/stream?output=flw_unknown');
    await Promise.all([plain, other].map(({ until }) => until((frames) => frames.length > 0)));
    expect(fixture.listeners()).toBe(1);
    const asking = await open(`/api/stream?output=flw_unknown,${id}`);
    await asking.until((frames) => frames.length > 0);
    expect(fixture.listeners()).toBe(2);
    for (const reader of [plain, other, asking]) reader.destroy();
  });

  it.each(['', 'a,', '../x', 'a b', Array.from({ length: 9 }, (_, index) => `flw_${index}`).join(',')])(
    'is refused for what is no list of at most eight ids: %j',
    async (output) => {
      const response = await fixture.get(`/api/stream?output=${encodeURIComponent(output)}`, {
        host: new URL(server.url).host,
      });
      expect([response.status, (await readProblem(response)).code]).toEqual([422, 'request/invalid']);
    },
  );
});
