import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { auth, createAppFixture, readProblem } from '../fixture-app.ts';

let fixture: ReturnType<typeof createAppFixture>;
beforeEach(() => {
  fixture = createAppFixture({ profiles: ['taken', 'source'] });
});
afterEach(() => fixture.close());

const planOf = async (body: object): Promise<unknown> => {
  const response = await fixture.post('/api/profiles', body);
  const { flow } = z.object({ flow: z.object({ plan: z.unknown() }) }).parse(await response.json());
  return flow.plan;
};

describe('POST /api/profiles', () => {
  it("answers what Hermes' dashboard answers, and the flow", async () => {
    const response = await fixture.post('/api/profiles', {
      name: 'Builder',
      provider: 'openrouter',
      model: 'anthropic/claude',
      mcp_servers: [{ name: 'ctx7', url: 'https://x' }, { name: 'bogus' }],
      keep_skills: ['one'],
      hub_skills: ['someuser/some-skill', '', ' x ', '-bad'],
      unknown: true,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      ok: true,
      name: 'builder',
      path: '/profiles/builder',
      model_set: true,
      mcp_written: 1,
      skills_disabled: 1,
      hub_installs: [
        { id: 'someuser/some-skill', identifier: 'someuser/some-skill', pid: 4711 },
        { id: 'x', identifier: 'x', pid: 4711 },
        { id: '-bad', identifier: '-bad', pid: null },
      ],
      flow: { state: 'installing', outcome: null, problems: [{ item: 'mcp:bogus' }, { item: 'install:-bad' }] },
      links: { self: expect.stringMatching(/^\/api\/flows\/flw_/) },
    });
  });

  it.each([
    [{ name: 'a', provider: 'p' }, { skills: { mode: 'bundle' } }, 'model'],
    [{ name: 'a', provider: ' ', model: 'm' }, {}, 'model'],
    [{ name: 'a', description: '   ' }, {}, 'description'],
    [{ name: 'a', clone_from: '  ' }, {}, 'clone'],
    [{ name: 'a', description: ' x ' }, { description: 'x' }, 'clone'],
    [{ name: 'a', clone_from: 'SOURCE' }, { clone: { from: 'source', mode: 'config' } }, 'model'],
    [{ name: 'a', clone_from: '', clone_from_default: true }, { clone: { from: 'default', mode: 'config' } }, 'model'],
    [{ name: 'a', clone_all: 'true' }, { clone: { from: 'default', mode: 'all' } }, 'model'],
    [{ name: 'a', clone_from: 'source', clone_all: 1 }, { clone: { from: 'source', mode: 'all' } }, 'model'],
    [{ name: 'a', no_skills: true, keep_skills: ['x'] }, { skills: { mode: 'none', keep: [] } }, 'model'],
    [{ name: 'a', builtin_skills: ['x'] }, { skills: { mode: 'exactly', keep: ['x'] } }, 'model'],
    [
      { name: 'a', mcp_servers: [{ name: 's', command: 'c', url: null, auth: 'none', env: {} }] },
      { mcpServers: [{ name: 's', command: 'c' }] },
      'model',
    ],
  ])('reads %j as Hermes does', async (body, expected, absent) => {
    const plan = await planOf(body);
    expect(plan).toMatchObject(expected);
    expect(plan).not.toHaveProperty(absent);
  });

  it('answers the same bytes to the same key and body, also when the flow has gone on', async () => {
    const send = () => fixture.post('/api/profiles', { name: 'a', hub_skills: ['x'] }, { 'idempotency-key': 'k' });
    const first = await (await send()).text();
    const { flow } = z.object({ flow: z.object({ id: z.string() }) }).parse(JSON.parse(first));
    for (const run of fixture.runs()) fixture.end(run, 1);
    await fixture.rested(flow.id);
    expect(await (await send()).text()).toBe(first);
  });

  it('keeps a bearer token out of its answer', async () => {
    const server = { name: 's', url: 'https://x', auth: 'header', bearer_token: 'planted-canary' };
    const response = await fixture.post('/api/profiles', { name: 'a', mcp_servers: [server] });
    const text = await response.text();
    expect(text).not.toContain('planted-canary');
    expect(JSON.parse(text)).toMatchObject({
      flow: { plan: { mcpServers: [{ auth: 'header', bearerToken: { secret: expect.any(String) } }] } },
    });
  });

  it.each([
    [{ name: 'taken' }, 400, 'profile/exists'],
    [{ name: ' ' }, 400, 'name/empty'],
    [{ name: 'a/b' }, 400, 'name/invalid'],
    [{ name: 'default' }, 400, 'name/default'],
    [{ name: 'hermes' }, 400, 'name/reserved'],
    [{ name: 'a', clone_from: 'ghost' }, 400, 'clone/source-missing'],
    [{ name: 'a', no_skills: true, clone_from_default: true }, 400, 'skills/none-with-clone'],
  ])('refuses %j with %i and a sentence', async (body, status, code) => {
    const response = await fixture.post('/api/profiles', body);
    const problem = await readProblem(response);
    expect([response.status, problem.code, typeof problem.detail]).toEqual([status, code, 'string']);
  });

  it.each([
    [{}, ['body', 'name'], 'missing'],
    [{ name: 1 }, ['body', 'name'], 'string_type'],
    [{ name: 'a', hub_skills: 'x' }, ['body', 'hub_skills'], 'list_type'],
    [{ name: 'a', mcp_servers: null }, ['body', 'mcp_servers'], 'list_type'],
    [{ name: 'a', mcp_servers: [{ command: 'x' }] }, ['body', 'mcp_servers', 0, 'name'], 'missing'],
    [{ name: 'a', mcp_servers: [{ name: 's', env: { K: 1 } }] }, ['body', 'mcp_servers', 0, 'env', 'K'], 'string_type'],
    [{ name: 'a', mcp_servers: [{ name: 's', auth: 5 }] }, ['body', 'mcp_servers', 0, 'auth'], 'string_type'],
    [{ name: 'a', no_skills: 'perhaps' }, ['body', 'no_skills'], 'bool_parsing'],
    [{ name: 'a', keep_skills: [1] }, ['body', 'keep_skills', 0], 'string_type'],
    ['[]', ['body'], 'model_attributes_type'],
    ['{"name":', ['body'], 'json_invalid'],
  ])('refuses the shape of %j as FastAPI does', async (body, loc, type) => {
    const response = await fixture.post('/api/profiles', body);
    const problem = await readProblem(response);
    expect([response.status, problem.status]).toEqual([422, 422]);
    expect(problem.detail).toEqual([{ type, loc, msg: expect.any(String) }]);
    expect(fixture.engine.list({ limit: 10 }).flows).toEqual([]);
  });

  it('never echoes values of a body it refuses', async () => {
    const secret = 'planted-canary';
    const server = { name: 's', auth: secret, bearer_token: [secret], env: { K: [secret] }, args: secret };
    const text = await (
      await fixture.post('/api/profiles', { name: 'a', no_skills: secret, mcp_servers: [server] })
    ).text();
    expect(text).not.toContain(secret);
  });

  it.each([
    ['profile/exists', 400, 'profile/exists'],
    ['identity/clone-source-missing', 400, 'clone/source-missing'],
    ['identity/no-space', 500, 'profile/not-created'],
  ] as const)('answers a create rejected for %s with %i', async (code, status, answered) => {
    const rejecting = createAppFixture({
      createIdentity: async () => ({
        ok: false,
        problem: { code, message: 'It did not work.', nextAction: 'create-again' },
      }),
    });
    const response = await rejecting.post('/api/profiles', { name: 'a' });
    const problem = await readProblem(response);
    expect([response.status, problem.code, problem.detail]).toEqual([status, answered, 'It did not work.']);
    expect(problem.flow).toMatch(/^flw_/);
    await rejecting.close();
  });

  it('lets the flow go on when the client goes away', async () => {
    fixture.mcp.close();
    const server = await fixture.listen();
    const body = JSON.stringify({ name: 'left', mcp_servers: [{ name: 's', command: 'c' }] });
    const gone = new AbortController();
    const asked = fetch(`${server.url}/api/profiles`, {
      method: 'POST',
      headers: { ...auth, 'content-type': 'application/json' },
      body,
      signal: gone.signal,
    });
    const started = await new Promise<string>((resolve) => {
      const stop = fixture.engine.feed.onTransitions(([first]) => {
        if (first?.from !== null) return;
        stop();
        resolve(first.flow);
      });
    });
    gone.abort();
    await expect(asked).rejects.toThrow();
    fixture.mcp.open();
    await fixture.rested(started);
    expect((await fixture.engine.flow(started))?.snapshot.value).toBe('done');
    await server.close();
  });
});
