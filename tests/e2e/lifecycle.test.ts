import { execFileSync } from 'node:child_process';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { FlowView } from '../../src/machines/flow/view.ts';
import { makeSkillFolder } from '../crash/skills.ts';
import { readGroup } from '../fixtures/runs.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';
import { makeSlowGit } from './slow-git.ts';

let scratch: Scratch;
let server: Server;
let folder: string;
let slow: Awaited<ReturnType<typeof makeSlowGit>>;

beforeAll(async () => {
  scratch = await createScratch();
  folder = await makeSkillFolder(join(scratch.directory, 'skill'));
  slow = await makeSlowGit(scratch.directory);
  server = await startServer(scratch, { env: { PATH: `${slow.bin}:${process.env['PATH']}` } });
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

test('tries one failed item again with an edit, and only that one', async () => {
  const flow = await server.create({
    name: 'retried',
    mcpServers: [{ name: 'fs' }, { name: 'other' }],
    hubSkills: [folder],
  });
  const done = await server.settled(flow.id);
  expect(done.problems.map(({ item }) => item)).toEqual(['mcp:fs', 'mcp:other']);
  const edit = { name: 'fs', command: 'npx', env: { TOKEN: 'secret-of-the-edit' } };
  const answer = await server.post(
    `/api/flows/${flow.id}/retry`,
    { item: 'mcp:fs', edit },
    { 'if-match': `"${done.version}"` },
  );
  expect(answer.status).toBe(202);
  expect(await answer.json()).toMatchObject({
    flow: { outcome: null, endedAt: null, version: done.version + 1, state: 'installing' },
  });
  const again = await server.settled(flow.id);
  expect(again.problems.map(({ item }) => item)).toEqual(['mcp:other']);
  expect(again.items.find(({ id }) => id === 'mcp:fs')).toMatchObject({ state: 'succeeded', attempt: 2 });
  expect(again.items.filter(({ attempt }) => attempt > 1)).toHaveLength(1);
  expect(JSON.stringify(again)).not.toContain('secret-of-the-edit');

  const stale = await server.post(
    `/api/flows/${flow.id}/retry`,
    { item: 'mcp:other' },
    { 'if-match': `"${done.version}"` },
  );
  expect(stale.status).toBe(412);
  const twice = await server.post(`/api/flows/${flow.id}/retry`, { item: 'mcp:fs' });
  expect([twice.status, ((await twice.json()) as { code: string }).code]).toEqual([409, 'flow/not-allowed']);
});

test('asks for a secret that was destroyed when it is needed again', async () => {
  const broken = { name: 's', command: 'x', url: 'https://example.org', env: { TOKEN: 'once' } };
  const flow = await server.create({ name: 'secretive', mcpServers: [broken] });
  await server.settled(flow.id);
  const answer = await server.post(`/api/flows/${flow.id}/retry`, { item: 'mcp:s' });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    code: 'secret/needed',
    detail: expect.stringContaining('mcp.s.env.TOKEN'),
  });
});

test('cancels in the middle of an install and leaves no process of it', async () => {
  const flow = await server.create({ name: 'stopped', hubSkills: [slow.identifier] });
  const running = await server.until(flow.id, isInstalling);
  const { pid } = running.items.find(({ kind }) => kind === 'install') ?? {};
  await slow.isRunning();
  expect(await readGroup(pid ?? 0)).not.toEqual([]);
  const asked = Date.now();
  const answer = await server.post(`/api/flows/${flow.id}/cancel`, {});
  expect(answer.status).toBe(202);
  const cancelled = await server.settled(flow.id);
  expect(Date.now() - asked).toBeLessThan(5000);
  expect(cancelled).toMatchObject({ state: 'cancelled', outcome: 'cancelled' });
  expect(cancelled.items.find(({ kind }) => kind === 'install')).toMatchObject({ state: 'cancelled' });
  await vi.waitFor(async () => expect(await readGroup(pid ?? 0)).toEqual([]), {
    timeout: asked + 5000 - Date.now(),
    interval: 25,
  });
  await access(join(scratch.hermes, 'profiles', 'stopped', 'SOUL.md'));
});

test('cancels one install and completes the rest', async () => {
  const flow = await server.create({ name: 'partly', hubSkills: [slow.identifier, folder] });
  await server.until(flow.id, isInstalling);
  await server.post(`/api/flows/${flow.id}/cancel`, { item: `install:${slow.identifier}` });
  const done = await server.settled(flow.id);
  expect(done.outcome).toBe('with-problems');
  expect(done.problems.map(({ code }) => code)).toEqual(['install/cancelled']);
  expect(done.items.find(({ name }) => name === folder)).toMatchObject({ state: 'succeeded' });
});

test('discards an unused profile and refuses one that was used', async () => {
  const flow = await server.create({
    name: 'thrown',
    model: { provider: 'openrouter', model: 'a/b' },
    hubSkills: [folder],
  });
  await server.settled(flow.id);
  const home = join(scratch.hermes, 'profiles', 'thrown');
  const wrong = await server.post(`/api/flows/${flow.id}/discard`, { confirm: 'other' });
  expect([wrong.status, ((await wrong.json()) as { code: string }).code]).toEqual([422, 'confirm/mismatch']);
  await writeFile(join(home, 'memories', 'MEMORY.md'), 'I was used');
  const used = await server.post(`/api/flows/${flow.id}/discard`, { confirm: 'thrown' });
  expect([used.status, await used.json()]).toMatchObject([
    409,
    { code: 'profile/used', detail: expect.stringContaining('memories/MEMORY.md') },
  ]);
  await writeFile(join(home, 'memories', 'MEMORY.md'), '');
  execFileSync('rm', [join(home, 'memories', 'MEMORY.md')]);
  const answer = await server.post(`/api/flows/${flow.id}/discard`, { confirm: 'thrown' });
  expect(answer.status).toBe(202);
  expect(await server.settled(flow.id)).toMatchObject({ state: 'discarded', outcome: 'discarded' });
  await expect(access(home)).rejects.toThrow();
  expect((await readdir(join(scratch.hermes, 'profiles'))).filter((name) => name.startsWith('.'))).toEqual([]);
  expect((await server.settled((await server.create({ name: 'thrown' })).id)).outcome).toBe('complete');
});

test('refuses to discard a profile whose files someone changed before a retry wrote them again', async () => {
  const flow = await server.create({
    name: 'edited',
    model: { provider: 'openrouter', model: 'a/b' },
    mcpServers: [{ name: 'broken' }],
  });
  await server.settled(flow.id);
  const config = join(scratch.hermes, 'profiles', 'edited', 'config.yaml');
  await writeFile(config, `${await readFile(config, 'utf8')}# mine\n`);
  const retried = await server.post(`/api/flows/${flow.id}/retry`, {
    item: 'mcp:broken',
    edit: { name: 'broken', command: 'true' },
  });
  expect(retried.status).toBe(202);
  expect(await server.settled(flow.id)).toMatchObject({ outcome: 'complete' });
  const text = await readFile(config, 'utf8');
  expect([text.includes('# mine'), text.includes('broken:')]).toEqual([true, true]);
  const refused = await server.post(`/api/flows/${flow.id}/discard`, { confirm: 'edited' });
  expect([refused.status, await refused.json()]).toMatchObject([
    409,
    { code: 'profile/used', names: ['config.yaml'], detail: expect.stringContaining('config.yaml') },
  ]);
});

test('is cancelled while the profile is still being made', async () => {
  const flow = await server.create({ name: 'early', model: { provider: 'openrouter', model: 'a/b' } });
  const answer = await server.post(`/api/flows/${flow.id}/cancel`, {});
  expect([202, 409]).toContain(answer.status);
  const done = await server.settled(flow.id);
  expect(['cancelled', 'complete']).toContain(done.outcome);
});

const isInstalling = ({ items }: FlowView): boolean =>
  items.some(({ kind, state }) => kind === 'install' && state === 'running');
