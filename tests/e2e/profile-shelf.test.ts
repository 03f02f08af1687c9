import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';
import { makeSlowGit } from './slow-git.ts';

let scratch: Scratch;
let server: Server;
let slow: Awaited<ReturnType<typeof makeSlowGit>>;

beforeAll(async () => {
  scratch = await createScratch();
  slow = await makeSlowGit(scratch.directory);
  server = await startServer(scratch, { env: { PATH: `${slow.bin}:${process.env['PATH']}` } });
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const listSchema = z.object({ profiles: z.array(z.looseObject({ name: z.string() })) });
const names = async () =>
  listSchema.parse(await (await server.call('/api/profiles')).json()).profiles.map(({ name }) => name);
const rename = (name: string, to: string) =>
  server.call(`/api/profiles/${name}`, {
    method: 'PATCH',
    body: JSON.stringify({ new_name: to }),
    headers: { 'content-type': 'application/json' },
  });
const remove = (name: string) => server.call(`/api/profiles/${name}`, { method: 'DELETE' });
const isThere = async (path: string) => (await lstat(path).catch(() => null)) !== null;

test('a profile is created, renamed and deleted (AC-61)', async () => {
  expect(await names()).toEqual(['default']);
  const created = await server.post('/api/profiles', { name: 'first', description: 'comes and goes' });
  expect(created.status).toBe(200);
  const { flow } = z.object({ flow: z.object({ id: z.string() }) }).parse(await created.json());
  await server.settled(flow.id);
  expect(await names()).toEqual(['default', 'first']);
  await server.post('/api/profiles/active', { name: 'first' });

  const renamed = await rename('first', 'second');
  const path = join(scratch.hermes, 'profiles', 'second');
  expect([renamed.status, await renamed.json()]).toEqual([200, { ok: true, name: 'second', path }]);
  expect(await names()).toEqual(['default', 'second']);
  const wrapper = (name: string) => join(scratch.homedir, '.local', 'bin', name);
  expect(await readFile(wrapper('second'), 'utf8')).toContain('-p second');
  expect(await isThere(wrapper('first'))).toBe(false);
  expect(await (await server.call('/api/profiles/active')).json()).toEqual({ active: 'second', current: 'default' });
  const discarded = await server.post(`/api/flows/${flow.id}/discard`, { confirm: 'first' });
  expect([discarded.status, await discarded.json()]).toMatchObject([409, { code: 'profile/missing' }]);

  const deleted = await remove('second');
  expect([deleted.status, await deleted.json()]).toEqual([200, { ok: true, path }]);
  expect(await names()).toEqual(['default']);
  expect([await isThere(path), await isThere(wrapper('second'))]).toEqual([false, false]);
  expect((await (await server.call('/api/profiles/active')).json()) as unknown).toMatchObject({ active: 'default' });
  expect((await remove('second')).status).toBe(404);
  expect((await server.post('/api/profiles', { name: 'first' })).status).toBe(200);
});

test('a profile that a flow works on is neither renamed nor deleted, but can be written to', async () => {
  const flow = await server.create({ name: 'busy', alias: false, hubSkills: [slow.identifier] });
  await slow.isRunning();
  for (const answer of [await rename('busy', 'idle'), await rename('first', 'busy'), await remove('busy')])
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { code: 'profile/in-progress', flow: flow.id, detail: expect.stringContaining(flow.id) },
    ]);
  const written = await server.call('/api/profiles/busy/soul', {
    method: 'PUT',
    body: JSON.stringify({ content: 'patient' }),
    headers: { 'content-type': 'application/json' },
  });
  expect(written.status).toBe(200);
  await server.post(`/api/flows/${flow.id}/cancel`, {});
  await server.settled(flow.id);
  expect(await readFile(join(scratch.hermes, 'profiles', 'busy', 'SOUL.md'), 'utf8')).toBe('patient');
  expect((await remove('busy')).status).toBe(200);
});
