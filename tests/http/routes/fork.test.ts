import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forkReplySchema } from '../../../src/http/routes/fork.ts';
import { createAppFixture, readProblem } from '../fixture-app.ts';

let fixture: ReturnType<typeof createAppFixture>;
let id = '';
beforeEach(async () => {
  fixture = createAppFixture();
  id = await fixture.start({ name: 'coder', mcpServers: [{ name: 'bad' }] });
  await fixture.rested(id);
});
afterEach(() => fixture.close());

const fork = (body: unknown, headers: Record<string, string> = {}) =>
  fixture.post(`/api/flows/${id}/fork`, body, headers);

describe('POST /api/flows/{id}/fork', () => {
  it('answers the fork, where its events come from, and what differs', async () => {
    const response = await fork({ at: 2, answers: [{ item: 'mcp:bad', event: { type: 'mcp.written' } }] });
    const body: unknown = await response.json();
    expect(response.status).toBe(200);
    expect(forkReplySchema.parse(body)).toEqual(body);
    const { flow, events, diff } = forkReplySchema.parse(body);
    expect(flow).toMatchObject({ id, outcome: 'complete', forkedFrom: { flow: id, version: 2 } });
    expect(events.map(({ source }) => source)).toEqual(
      expect.arrayContaining(['kept', 'carried', 'chosen', 'plain']) as string[],
    );
    expect(diff.items.map((item) => item.id)).toEqual(['mcp:bad']);
    expect(await (await fixture.get('/api/flows')).json()).toMatchObject({ flows: [{ id, outcome: 'with-problems' }] });
  });

  it('starts a flow when it is to run', async () => {
    const response = await fork({ at: 1, plan: { name: 'second' }, run: true }, { 'idempotency-key': 'k' });
    const text = await response.text();
    expect([response.status, response.headers.get('etag')]).toEqual([202, '"1"']);
    expect(JSON.parse(text)).toMatchObject({ flow: { profile: 'second', forkedFrom: { flow: id, version: 1 } } });
    const again = await fork({ at: 1, plan: { name: 'second' }, run: true }, { 'idempotency-key': 'k' });
    expect(await again.text()).toBe(text);
  });

  it.each([
    [{}, 'request/invalid'],
    [{ at: 0 }, 'request/invalid'],
    [{ at: 99 }, 'flow/not-found'],
    [{ at: 1, answers: [{ item: 'mcp:bad', event: { type: 'flow.discarded' } }] }, 'request/invalid'],
    [{ at: 1, answers: [{ item: 'mcp:bad', event: { type: 'mcp.written' } }], run: true }, 'request/invalid'],
    [{ at: 1, answers: [{ item: 'mcp:none', event: { type: 'mcp.written' } }] }, 'fork/unused-answer'],
    [{ at: 1, run: true }, 'profile/exists'],
    [{ at: 1, plan: { name: 'has spaces' } }, 'name/invalid'],
  ])('refuses %j with %s', async (body, code) => {
    expect((await readProblem(await fork(body))).code).toBe(code);
  });
});
