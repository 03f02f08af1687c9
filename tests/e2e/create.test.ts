import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSkillFolder, makeSkillRepository } from '../crash/skills.ts';
import { needs } from '../fixtures/needs.ts';
import { readStream } from './read-stream.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

let scratch: Scratch;
let server: Server;
let hubSkills: readonly string[];

beforeAll(async () => {
  scratch = await createScratch();
  hubSkills = [
    await makeSkillRepository(join(scratch.directory, 'git', 'from-git')),
    await makeSkillFolder(join(scratch.directory, 'folders', 'from-folder')),
    join(scratch.directory, 'folders', 'missing'),
  ];
  server = await startServer(scratch);
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const wholePlan = () => ({
  name: 'Coder',
  description: 'writes code',
  soul: 'You are a careful coder.',
  model: { provider: 'openrouter', model: 'anthropic/claude-sonnet-4' },
  mcpServers: [{ name: 'time', command: 'uvx', args: ['mcp-server-time'] }, { name: 'broken' }],
  skills: { mode: 'bundle' },
  hubSkills,
  env: { OPENROUTER_API_KEY: 'or-key-of-the-test' },
});

test('makes a whole profile from one request and names exactly what did not work', async () => {
  const asked = performance.now();
  const flow = await server.create(wholePlan());
  expect(performance.now() - asked).toBeLessThan(1000);
  expect(flow).toMatchObject({ profile: 'coder', version: 1, state: 'identity', outcome: null });
  const readers = [readStream(server, flow.id, { after: 0 }), readStream(server, flow.id, { after: 0, cutAfter: 3 })];
  const done = await server.settled(flow.id);
  readers.push(readStream(server, flow.id, { after: 0 }));

  expect(done.outcome).toBe('with-problems');
  expect(done.problems.map(({ item, code, nextAction }) => ({ item, code, nextAction }))).toEqual([
    { item: 'mcp:broken', code: 'mcp/missing-command', nextAction: 'edit-and-retry' },
    { item: `install:${hubSkills[2]}`, code: 'install/not-found', nextAction: 'edit-and-retry' },
  ]);
  for (const { message } of done.problems) expect(message).toMatch(/^[A-Z"'/].{20,}\.$/su);

  const all = Array.from({ length: done.version }, (_, index) => index + 1);
  for (const seen of await Promise.all(readers)) expect(seen.map(({ version }) => version)).toEqual(all);
});

test('leaves on disk what Hermes expects', async () => {
  const at = (path: string) => join(scratch.hermes, 'profiles', 'coder', path);
  const config: unknown = parse(await readFile(at('config.yaml'), 'utf8'), { version: '1.1' });
  expect(config).toMatchObject({
    model: { provider: 'openrouter', default: 'anthropic/claude-sonnet-4' },
    mcp_servers: { time: { command: 'uvx', args: ['mcp-server-time'] } },
  });
  expect(Object.keys((config as { mcp_servers: object }).mcp_servers)).toEqual(['time']);
  expect(await readFile(at('.env'), 'utf8')).toContain('OPENROUTER_API_KEY=or-key-of-the-test');
  expect((await stat(at('.env'))).mode & 0o777).toBe(0o600);
  expect(await readFile(at('SOUL.md'), 'utf8')).toBe('You are a careful coder.');
  expect(await readFile(at('profile.yaml'), 'utf8')).toContain('writes code');
  for (const skill of ['from-git', 'from-folder'])
    expect(await readFile(at(`skills/${skill}/SKILL.md`), 'utf8')).toContain(`name: ${skill}`);
});

test('installs a skill out of a git repository', needs('git'), async () => {
  expect(hubSkills[0]).toMatch(/^file:/);
  expect(await stat(join(scratch.hermes, 'profiles', 'coder', 'skills', 'from-git', 'SKILL.md'))).toBeDefined();
});

test('refuses the same name and answers the same key with the same bytes', async () => {
  const again = await server.post('/api/flows', wholePlan());
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ code: 'profile/exists', status: 409 });

  const keyed = () => server.post('/api/flows', { name: 'keyed' }, { 'idempotency-key': 'k1' });
  const first = await keyed();
  const answer = await first.text();
  await server.settled((JSON.parse(answer) as { flow: { id: string } }).flow.id);
  const second = await keyed();
  expect([second.status, await second.text()]).toEqual([first.status, answer]);
  const reused = await server.post('/api/flows', { name: 'other' }, { 'idempotency-key': 'k1' });
  expect([reused.status, ((await reused.json()) as { code: string }).code]).toEqual([422, 'idempotency/key-reused']);
});

test('has one winner among thirty that ask for one name at once', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => server.post('/api/flows', { name: 'contested' })));
  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
  expect(statuses).toEqual([202, ...Array.from({ length: 29 }, () => 409)]);
  for (const answer of answers.filter(({ status }) => status === 409))
    expect(['profile/in-progress', 'profile/exists']).toContain(((await answer.json()) as { code: string }).code);
});
