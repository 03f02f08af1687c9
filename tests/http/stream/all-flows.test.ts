import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyTransition, toFirstView } from '../../../src/machines/flow/apply-transition.ts';
import type { FlowView } from '../../../src/machines/flow/view.ts';
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
