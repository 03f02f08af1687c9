import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseExport } from '../../../src/machines/flow/export.ts';
import { createAppFixture, readProblem } from '../fixture-app.ts';

let fixture: ReturnType<typeof createAppFixture>;
beforeEach(() => {
  fixture = createAppFixture();
});
afterEach(() => fixture.close());

const viewSchema = z.looseObject({
  id: z.string(),
  version: z.number(),
  state: z.string(),
  outcome: z.string().nullable(),
});
const answerSchema = z.looseObject({ flow: viewSchema, links: z.record(z.string(), z.string()) });
const eventsSchema = z.object({
  events: z.array(z.looseObject({ version: z.number(), position: z.number(), type: z.string(), hash: z.string() })),
  next: z.number().nullable(),
});

describe('POST /api/flows', () => {
  it('answers 202 with the flow and where it is', async () => {
    const response = await fixture.post('/api/flows', { name: 'Coder' });
    const { flow, links } = answerSchema.parse(await response.json());
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toBe(`/api/flows/${flow.id}`);
    expect(flow).toMatchObject({ profile: 'coder', version: 1, state: 'identity', outcome: null });
    expect(links['stream']).toBe(`/api/flows/${flow.id}/stream`);
  });

  it('answers the same bytes to the same key and body', async () => {
    const send = () => fixture.post('/api/flows', { name: 'coder' }, { 'idempotency-key': 'k1' });
    const first = await (await send()).text();
    await fixture.rested(answerSchema.parse(JSON.parse(first)).flow.id);
    expect(await (await send()).text()).toBe(first);
  });

  it('refuses a key that came with another body', async () => {
    await fixture.post('/api/flows', { name: 'coder' }, { 'idempotency-key': 'k1' });
    const response = await fixture.post('/api/flows', { name: 'other' }, { 'idempotency-key': 'k1' });
    expect([response.status, (await readProblem(response)).code]).toEqual([422, 'idempotency/key-reused']);
  });

  it.each([
    [{ name: 'has spaces' }, 422, 'name/invalid'],
    [{ name: ' ' }, 422, 'name/empty'],
    [{ name: 'test' }, 422, 'name/reserved'],
    [{}, 422, 'request/invalid'],
    [{ name: 'x', mcpServers: null }, 422, 'request/invalid'],
    [{ name: 'x', clone: { from: 'ghost' } }, 422, 'clone/source-missing'],
    [{ name: 'x', clone: { from: '..' } }, 422, 'clone/source-missing'],
    ['{"name":"x","soul":"\\ud800"}', 422, 'request/invalid'],
    ['{"name":"x","env":{"__proto__":"y"}}', 422, 'request/invalid'],
    ['{"name":', 400, 'request/not-json'],
    [[], 422, 'request/invalid'],
  ])('refuses %j with %i %s', async (body, status, code) => {
    const response = await fixture.post('/api/flows', body);
    const problem = await readProblem(response);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect([response.status, problem.status, problem.code]).toEqual([status, status, code]);
    expect(response.headers.get('x-request-id')).toBe(problem.requestId);
    expect(fixture.engine.list({ limit: 10 }).flows).toEqual([]);
  });

  it('refuses a name that is being created, naming the flow', async () => {
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: [{ name: 'a', command: 'x' }] });
    const response = await fixture.post('/api/flows', { name: 'coder' });
    expect(await readProblem(response)).toMatchObject({ status: 409, flow: id });
  });

  it('never echoes values of a body it refuses', async () => {
    const secret = 'sk-planted-canary';
    const body = {
      name: 'x',
      env: { KEY: [secret] },
      mcpServers: [{ name: secret, env: secret }],
      skills: { mode: secret },
    };
    for (const text of [JSON.stringify(body), `{"env":{"KEY":"${secret}"`]) {
      const answer = await (await fixture.post('/api/flows', text)).text();
      expect(answer).not.toContain(secret);
    }
  });
});

describe('reading a flow', () => {
  it('answers 304 when the version is known', async () => {
    const id = await fixture.start({ name: 'coder' });
    const version = await fixture.rested(id);
    const response = await fixture.get(`/api/flows/${id}`);
    expect(response.headers.get('etag')).toBe(`"${version}"`);
    expect((await fixture.get(`/api/flows/${id}`, { 'if-none-match': `W/"1", "${version}"` })).status).toBe(304);
    expect((await fixture.get(`/api/flows/${id}`, { 'if-none-match': '"1"' })).status).toBe(200);
  });

  it('pages through events', async () => {
    const id = await fixture.start({ name: 'coder' });
    const version = await fixture.rested(id);
    const seen: number[] = [];
    for (let next: number | null = 0; next !== null;) {
      const page = eventsSchema.parse(
        await (await fixture.get(`/api/flows/${id}/events?after=${next}&limit=2`)).json(),
      );
      seen.push(...page.events.map((event) => event.version));
      next = page.next;
    }
    expect(seen).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  });

  it('shows the machine at a version with the hash of its record', async () => {
    const id = await fixture.start({ name: 'coder' });
    await fixture.rested(id);
    const [, second] = await fixture.engine.records(id, 0);
    const snapshot: unknown = await (await fixture.get(`/api/flows/${id}/snapshot?at=2`)).json();
    expect(snapshot).toMatchObject({ version: 2, value: 'identity', hash: second?.hash });
    expect(snapshot).toMatchObject({
      next: expect.arrayContaining(['alias.written', 'flow.cancel-requested']) as string[],
      leads: expect.arrayContaining([{ event: 'alias.written', item: 'alias', to: 'model' }]) as object[],
      microsteps: [{ from: 'identity', to: 'identity', way: { event: 'identity.created' }, entered: [], left: [] }],
    });
    const first: unknown = await (await fixture.get(`/api/flows/${id}/snapshot?at=1`)).json();
    expect(first).toMatchObject({ version: 1, microsteps: [{ from: null, to: 'identity', way: null }] });
    expect((await fixture.get(`/api/flows/${id}/snapshot?at=999`)).status).toBe(404);
  });

  it('exports every record with the text it was hashed with', async () => {
    const id = await fixture.start({ name: 'coder', description: 'ü "quoted"\n' });
    await fixture.rested(id);
    const text = await (await fixture.get(`/api/flows/${id}/export`)).text();
    const records = await fixture.engine.records(id, 0);
    expect(parseExport(text)).toEqual({ records: records.map((record) => ({ ...record, position: record.version })) });
  });

  it('shows a flow as it was at a version', async () => {
    const id = await fixture.start({ name: 'coder' });
    await fixture.rested(id);
    const early = await fixture.get(`/api/flows/${id}?at=2`);
    expect([early.headers.get('etag'), await early.json()]).toMatchObject(['"2"', { version: 2, outcome: null }]);
    expect((await fixture.get(`/api/flows/${id}?at=99`)).status).toBe(404);
    expect((await fixture.get(`/api/flows/${id}?at=x`)).status).toBe(422);
  });

  it('tells a flow to an inspector of XState, message by message', async () => {
    const id = await fixture.start({ name: 'coder' });
    const version = await fixture.rested(id);
    const response = await fixture.get(`/api/flows/${id}/inspect`);
    const lines = (await response.text()).trimEnd().split('\n');
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    expect(lines).toHaveLength(1 + 2 * version);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      type: '@xstate.actor',
      sessionId: id,
      name: 'profile-create@1',
    });
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: '@xstate.snapshot', snapshot: { value: 'done' } });
    expect((await fixture.get('/api/flows/flw_none/inspect')).status).toBe(404);
  });

  it('answers the output of an install byte for byte', async () => {
    const id = await fixture.start({ name: 'coder', hubSkills: ['owner/repo/a b'] });
    await fixture.engine.when(
      id,
      ({ snapshot }) => snapshot.context.items['install:owner/repo/a b']?.state === 'running',
      AbortSignal.timeout(5000),
    );
    const [run] = fixture.runs();
    if (run) fixture.write(run, 'Grüße\n');
    const path = `/api/flows/${id}/items/${encodeURIComponent('install:owner/repo/a b')}/log`;
    const response = await fixture.get(`${path}?after=2`);
    expect(await response.text()).toBe('üße\n');
    expect(response.headers.get('next-offset')).toBe('8');
    expect(response.headers.get('attempt')).toBe('1');
    expect((await fixture.get(`/api/flows/${id}/items/nothing/log`)).status).toBe(404);
  });

  it.each([
    '/api/flows/flw_none',
    '/api/flows/flw_none/events',
    '/api/flows/flw_none/snapshot',
    '/api/flows/flw_none/export',
    '/api/flows/flw_none/stream',
  ])('answers 404 at %s', async (path) => {
    const response = await fixture.get(path);
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'flow/not-found', flow: 'flw_none' });
  });

  it.each(['limit=0', 'limit=1001', 'after=-1', 'after=1e3', 'limit=x'])('refuses the query %s', async (query) => {
    const id = await fixture.start({ name: 'coder' });
    expect((await fixture.get(`/api/flows/${id}/events?${query}`)).status).toBe(422);
  });
});

describe('commands on a flow', () => {
  it('cancels without a body', async () => {
    fixture.mcp.close();
    const id = await fixture.start({ name: 'coder', mcpServers: [{ name: 'a', command: 'x' }] });
    const response = await fixture.app.request(`/api/flows/${id}/cancel`, {
      method: 'POST',
      headers: { host: '127.0.0.1:9120', authorization: 'Bearer token-of-the-tests' },
    });
    expect(response.status).toBe(202);
  });

  it('retries a failed item with an edit', async () => {
    const id = await fixture.start({ name: 'coder', mcpServers: [{ name: 'a' }] });
    await fixture.rested(id);
    const response = await fixture.post(`/api/flows/${id}/retry`, {
      item: 'mcp:a',
      edit: { name: 'a', command: 'npx' },
    });
    expect(response.status).toBe(202);
    await fixture.rested(id);
    expect(await (await fixture.get(`/api/flows/${id}`)).json()).toMatchObject({ outcome: 'complete' });
  });

  it('holds a command to the version it names', async () => {
    const id = await fixture.start({ name: 'coder', mcpServers: [{ name: 'a' }] });
    await fixture.rested(id);
    const response = await fixture.post(`/api/flows/${id}/retry`, { all: true }, { 'if-match': '"1"' });
    expect([response.status, (await readProblem(response)).code]).toEqual([412, 'flow/version-mismatch']);
    expect((await fixture.post(`/api/flows/${id}/retry`, { all: true }, { 'if-match': 'one' })).status).toBe(422);
  });

  it('answers 409 when the machine says no', async () => {
    const id = await fixture.start({ name: 'coder' });
    await fixture.rested(id);
    const response = await fixture.post(`/api/flows/${id}/cancel`, {});
    expect([response.status, (await readProblem(response)).code]).toEqual([409, 'flow/not-allowed']);
  });

  it('refuses a key that is none', async () => {
    const response = await fixture.post('/api/flows', { name: 'coder' }, { 'idempotency-key': 'a b' });
    expect([response.status, (await readProblem(response)).code]).toEqual([400, 'idempotency/key-invalid']);
  });
});
