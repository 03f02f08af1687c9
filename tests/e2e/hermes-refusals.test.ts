import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FlowView } from '../../src/machines/flow/view.ts';
import { createAsHermes, inProfile, readProfileFile, refuseAsHermes } from './hermes.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

let scratch: Scratch;
let server: Server;

beforeAll(async () => {
  scratch = await createScratch();
  server = await startServer(scratch);
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const refuse = (body: unknown) => refuseAsHermes(server, scratch, body);

describe('a create that is refused', () => {
  test.each([
    ['AC-13', { name: 'a', no_skills: true, clone_from_default: true }, 'skills/none-with-clone'],
    ['AC-14', { name: '' }, 'name/empty'],
    ['AC-14', { name: '  ' }, 'name/empty'],
    ['AC-15', { name: 'Has Spaces' }, 'name/invalid'],
    ['AC-15', { name: 'a/b' }, 'name/invalid'],
    ['AC-15', { name: '-x' }, 'name/invalid'],
    ['AC-15', { name: 'x'.repeat(65) }, 'name/invalid'],
    ['AC-15', { name: 'é' }, 'name/invalid'],
    ['AC-16', { name: 'test' }, 'name/reserved'],
    ['AC-16', { name: 'default' }, 'name/default'],
    ['AC-29', { name: 'Test' }, 'name/reserved'],
    ['AC-29', { name: 'DEFAULT' }, 'name/default'],
    ['AC-29', { name: ' hermes ' }, 'name/reserved'],
    ['AC-26', { name: 'a', clone_from: 'ghost' }, 'clone/source-missing'],
  ])('%s: %j is 400 with a sentence, and nothing is made', async (_, body, code) => {
    const { status, problem } = await refuse(body);
    expect([status, problem]).toMatchObject([400, { code, status: 400, detail: expect.stringMatching(/^.{20,}\.$/s) }]);
  });

  test.each([
    [{}, ['body', 'name']],
    [{ name: 'a', hub_skills: 'x' }, ['body', 'hub_skills']],
    [{ name: 'a', mcp_servers: null }, ['body', 'mcp_servers']],
    [{ name: 'a', mcp_servers: [{ command: 'x' }] }, ['body', 'mcp_servers', 0, 'name']],
    [{ name: 'a', mcp_servers: [{ name: 's', env: { K: 1 } }] }, ['body', 'mcp_servers', 0, 'env', 'K']],
  ])('AC-18: %j is 422 with the place, and nothing is made', async (body, loc) => {
    const { status, problem } = await refuse(body);
    expect([status, problem.detail]).toEqual([
      422,
      [{ type: expect.any(String) as string, loc, msg: expect.any(String) as string }],
    ]);
  });

  test('AC-17: is 400 for a name that exists, and the first is untouched', async () => {
    const { flow } = await createAsHermes(server, { name: 'twice', description: 'the first' });
    await server.settled(flow.id);
    const { status, problem } = await refuse({ name: 'Twice', description: 'the second' });
    expect([status, problem.code]).toEqual([400, 'profile/exists']);
    expect(problem.detail).toBe(
      `Profile 'twice' already exists at ${inProfile(scratch, 'twice')}. Choose another name.`,
    );
    expect(await readProfileFile(scratch, 'twice', 'profile.yaml')).toContain('the first');
  });

  test('is 500 with the path when the disk does not let it, and can be made once it does', async () => {
    const blocked = await createScratch();
    const other = await startServer(blocked);
    const profiles = join(blocked.hermes, 'profiles');
    await writeFile(profiles, 'a file');
    const ask = async () => {
      const response = await other.post('/api/profiles', { name: 'later' });
      return [response.status, await response.json()];
    };
    const [refused, created] = [await ask(), await rm(profiles).then(ask)];
    await other.stop();
    await blocked.remove();
    expect(refused).toMatchObject([500, { code: 'profile/not-created', item: 'identity' }]);
    expect(refused).toMatchObject([500, { detail: expect.stringContaining(profiles), flow: expect.any(String) }]);
    expect(created).toMatchObject([200, { ok: true, name: 'later' }]);
  });

  test('never repeats a secret of the body', async () => {
    const canary = 'canary-of-the-body';
    const server_ = { name: 's', auth: canary, bearer_token: [canary], env: { K: [canary] }, args: canary };
    for (const body of [
      { name: 'a', mcp_servers: [server_] },
      { name: 'a', no_skills: canary },
    ])
      expect(JSON.stringify((await refuse(body)).problem)).not.toContain(canary);
    expect(server.printed()).not.toContain(canary);
  });
});

test('goes on when the client goes away', async () => {
  const mcp_servers = Array.from({ length: 60 }, (_, index) => ({ name: `s${index}`, command: 'true' }));
  const gone = new AbortController();
  const asked = server.call('/api/profiles', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'left', mcp_servers }),
    signal: gone.signal,
  });
  const find = async () => {
    const { flows } = (await (await server.call('/api/flows?profile=left')).json()) as { flows: FlowView[] };
    return flows[0];
  };
  const flow = await vi.waitFor(async () => (await find()) ?? expect.fail('no flow yet'), { interval: 2 });
  gone.abort();
  await expect(asked).rejects.toThrow();
  const done = await server.settled(flow.id);
  expect([
    done.outcome,
    done.items.filter(({ kind, state }) => kind === 'mcp' && state === 'succeeded').length,
  ]).toEqual(['complete', 60]);
});
