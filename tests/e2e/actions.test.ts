import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionStartedSchema, actionStatusSchema } from '../../src/http/action-schema.ts';
import { makeSkillFolder } from '../crash/skills.ts';
import { inProfile } from './hermes.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';
import { makeSlowGit } from './slow-git.ts';

let scratch: Scratch;
let server: Server;
let slow: Awaited<ReturnType<typeof makeSlowGit>>;

const start = () => startServer(scratch, { env: { PATH: slow.path } });

beforeAll(async () => {
  scratch = await createScratch();
  slow = await makeSlowGit(scratch.directory);
  server = await start();
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const act = async (what: string, body: object) => {
  const response = await server.post(`/api/skills/hub/${what}`, body);
  expect(response.status).toBe(200);
  return actionStartedSchema.parse(await response.json());
};

const statusOf = async (name: string) =>
  actionStatusSchema.parse(await (await server.call(`/api/actions/${name}/status`)).json());

const ended = async (name: string) => {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) {
    const status = await statusOf(name);
    if (!status.running) return status;
  }
  throw new Error(`${name} does not end`);
};

const skillsOf = async (profile: string) => (await readdir(inProfile(scratch, profile, 'skills'))).toSorted();

test.each([
  ['while the server was down', 'down', true],
  ['after it was there again', 'back', false],
])('an action that ended %s is done, proved and told', async (_, profile, isReleasedBefore) => {
  const flow = await server.create({ name: profile, skills: { mode: 'none' } });
  await server.settled(flow.id);
  await slow.hold();
  const { name, pid } = await act('install', { identifier: slow.identifier, profile });
  const folder = await makeSkillFolder(join(scratch.directory, `after-${profile}`));
  const queued = await act('install', { identifier: folder, profile });
  await slow.isRunning();
  await server.stop('SIGKILL');
  if (isReleasedBefore) await slow.release();
  server = await start();
  if (!isReleasedBefore) {
    expect(await statusOf(name)).toMatchObject({ running: true, exit_code: null, pid });
    expect(await statusOf(queued.name)).toMatchObject({ running: true, lines: [] });
    const refused = await server.call(`/api/profiles/${profile}`, { method: 'DELETE' });
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'profile/in-progress' }]);
    await slow.release();
  }
  expect(await ended(name)).toMatchObject({ exit_code: 0, pid });
  expect((await statusOf(name)).lines).toContain('Cloning slowly');
  expect(await ended(queued.name)).toMatchObject({ exit_code: 0 });
  expect(await skillsOf(profile)).toEqual([`after-${profile}`, 'slow-repository']);
});

test('what flows and actions installed can be uninstalled, and what somebody made cannot', async () => {
  const [byFlow, byAction] = await Promise.all(
    ['by-flow', 'by-action'].map(async (name) => await makeSkillFolder(join(scratch.directory, name))),
  );
  const profile = 'tidy';
  const { id } = await server.create({ name: profile, skills: { mode: 'none' }, hubSkills: [byFlow] });
  expect((await server.settled(id)).outcome).toBe('complete');
  await ended((await act('install', { identifier: byAction, profile })).name);
  await makeSkillFolder(inProfile(scratch, profile, 'skills/hand-made'));
  expect(await skillsOf(profile)).toEqual(['by-action', 'by-flow', 'hand-made']);
  for (const [skill, code] of [
    ['by-flow', 0],
    ['by-action', 0],
    ['hand-made', 1],
    ['by-flow', 1],
  ] as const)
    expect([skill, (await ended((await act('uninstall', { name: skill, profile })).name)).exit_code]).toEqual([
      skill,
      code,
    ]);
  expect(await skillsOf(profile)).toEqual(['hand-made']);
});

test('an identifier that is none is refused before anything is started', async () => {
  const before = await readdir(join(scratch.data, 'runs/actions'));
  for (const identifier of ['--force', 'a\nb', '../x', 'official/evm']) {
    const response = await server.post('/api/skills/hub/install', { identifier });
    expect([identifier, response.status]).toEqual([identifier, 400]);
  }
  expect(await readdir(join(scratch.data, 'runs/actions'))).toEqual(before);
  await expect(access(join(scratch.hermes, 'skills'))).rejects.toThrow('ENOENT');
});
