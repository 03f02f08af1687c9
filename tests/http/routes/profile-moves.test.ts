import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readProblem } from '../fixture-app.ts';
import { createShelfFixture, readFailure as fails, readProfiles } from '../fixture-shelf.ts';

let fixture: Awaited<ReturnType<typeof createShelfFixture>>;
beforeEach(async () => {
  fixture = await createShelfFixture();
});
afterEach(() => fixture.close());

const pathOf = (name: string) => join(fixture.root, 'profiles', name);
const make = (name: string) => fixture.put(`hermes/profiles/${name}/SOUL.md`, name);
const rename = (name: string, to: unknown) => fixture.send('PATCH', `/api/profiles/${name}`, { new_name: to });
const remove = (name: string) => fixture.delete(`/api/profiles/${name}`);
const names = async () => (await readProfiles(fixture)).map(({ name }) => name);
const isThere = async (path: string) => (await lstat(path).catch(() => null)) !== null;

const occupy = async (name: string) => {
  fixture.mcp.close();
  return await fixture.start({ name, mcpServers: [{ name: 'x', command: 'y' }] });
};

const startGateway = async (profile: string, how = '') => {
  const script = `exec -a /opt/hermes bash -c '${how} echo up; while :; do read -t 60 <> <(:); done' gateway run`;
  const child = spawn('bash', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const start = (await readFile(`/proc/${child.pid}/stat`, 'utf8')).split(') ')[1]?.split(' ')[19];
  await fixture.put(
    `hermes/profiles/${profile}/gateway.pid`,
    JSON.stringify({ pid: child.pid, kind: 'hermes-gateway', argv: [], start_time: Number(start) }),
  );
  return child;
};

describe('PATCH /api/profiles/{name}', () => {
  it('renames the directory, the wrapper and the sticky choice (AC-61)', async () => {
    await make('coder');
    await fixture.wrap('coder');
    await fixture.post('/api/profiles/active', { name: 'coder' });
    const renamed = await rename('Coder', ' Writer ');
    expect([renamed.status, await renamed.json()]).toEqual([
      200,
      { ok: true, name: ' Writer ', path: pathOf('writer') },
    ]);
    expect(await names()).toEqual(['default', 'writer']);
    expect(await fixture.read('hermes/profiles/writer/SOUL.md')).toBe('coder');
    expect(await fixture.read('user/.local/bin/writer')).toBe('#!/bin/sh\nexec hermes -p writer "$@"\n');
    expect(await isThere(join(fixture.homedir, '.local', 'bin', 'coder'))).toBe(false);
    expect(await fixture.read('hermes/active_profile')).toBe('writer\n');
  });

  it.each([
    ['coder', 'taken', 400, 'profile/exists'],
    ['coder', 'coder', 400, 'profile/exists'],
    ['coder', 'dangling', 400, 'profile/exists'],
    ['default', 'x', 400, 'profile/default'],
    ['coder', 'default', 400, 'profile/default'],
    ['coder', 'a b', 400, 'name/invalid'],
    ['coder', ' ', 400, 'name/empty'],
    ['coder', 'tmp', 400, 'name/reserved'],
    ['ghost', 'x', 404, 'profile/not-found'],
    ['ghost', 'ghost', 404, 'profile/not-found'],
    ['..%2Fcoder', 'x', 400, 'name/invalid'],
  ])('refuses %s to %s with %i (AC-69)', async (name, to, status, code) => {
    await make('coder');
    await mkdir(pathOf('taken'));
    await symlink(pathOf('nowhere'), pathOf('dangling'));
    expect(await fails(rename(name, to))).toEqual([status, code]);
    expect(await names()).toEqual(['default', 'coder', 'taken']);
  });

  it('needs a new name', async () => {
    const answer = await rename('coder', 5);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ detail: [{ type: 'string_type', loc: ['body', 'new_name'] }] });
  });

  it('leaves alone what is in the place of a wrapper and no wrapper of the profile', async () => {
    await make('coder');
    await fixture.put('user/.local/bin/coder', 'mine');
    await fixture.put('user/.local/bin/writer', 'mine too');
    expect((await rename('coder', 'writer')).status).toBe(200);
    expect(await fixture.read('user/.local/bin/coder')).toBe('mine');
    expect(await fixture.read('user/.local/bin/writer')).toBe('mine too');
  });

  it('is refused while a flow works on either name', async () => {
    await make('coder');
    await make('other');
    const flow = await occupy('busy');
    await make('busy');
    for (const answer of [await rename('busy', 'x'), await rename('coder', 'busy')])
      expect([answer.status, await readProblem(answer)]).toMatchObject([
        409,
        { code: 'profile/in-progress', flow, detail: expect.stringContaining(flow) },
      ]);
    expect((await rename('coder', 'x')).status).toBe(200);
    fixture.mcp.open();
    await fixture.rested(flow);
    expect((await rename('busy', 'y')).status).toBe(200);
  });

  it('lets one of many win a name, and crossing renames end', async () => {
    for (const name of ['a', 'b', 'c']) await make(name);
    const answers = await Promise.all([rename('a', 'x'), rename('b', 'x'), rename('c', 'x')]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 400, 400]);
    await make('m');
    await make('n');
    const crossed = await Promise.all([rename('m', 'n'), rename('n', 'm')]);
    expect(crossed.map(({ status }) => status)).toEqual([400, 400]);
  });

  it('renames a link and not what it points to', async () => {
    await fixture.put('elsewhere/SOUL.md', 'there');
    await mkdir(join(fixture.root, 'profiles'));
    await symlink(join(fixture.base, 'elsewhere'), pathOf('linked'));
    expect((await rename('linked', 'moved')).status).toBe(200);
    expect((await lstat(pathOf('moved'))).isSymbolicLink()).toBe(true);
    expect(await fixture.read('elsewhere/SOUL.md')).toBe('there');
  });
});

describe('DELETE /api/profiles/{name}', () => {
  it('removes the directory, the wrapper and the sticky choice (AC-61)', async () => {
    await make('coder');
    await fixture.wrap('coder');
    await chmod(pathOf('coder'), 0o555);
    await fixture.post('/api/profiles/active', { name: 'coder' });
    const deleted = await remove('Coder');
    expect([deleted.status, await deleted.json()]).toEqual([200, { ok: true, path: pathOf('coder') }]);
    expect(await names()).toEqual(['default']);
    expect(await readdir(join(fixture.root, 'profiles'))).toEqual([]);
    expect(await isThere(join(fixture.homedir, '.local', 'bin', 'coder'))).toBe(false);
    expect(await isThere(join(fixture.root, 'active_profile'))).toBe(false);
  });

  it.each([
    ['default', 400, 'profile/default'],
    ['DEFAULT', 400, 'profile/default'],
    ['ghost', 404, 'profile/not-found'],
    ['a%20b', 400, 'name/invalid'],
    ['%2e%2e%2fcoder', 400, 'name/invalid'],
    ['file', 404, 'profile/not-found'],
  ])('refuses %s with %i (AC-62)', async (name, status, code) => {
    await make('coder');
    await fixture.put('hermes/profiles/file');
    expect(await fails(remove(name))).toEqual([status, code]);
    expect((await readdir(join(fixture.root, 'profiles'))).toSorted()).toEqual(['coder', 'file']);
  });

  it('never deletes through a link', async () => {
    await fixture.put('elsewhere/SOUL.md', 'there');
    await make('coder');
    await symlink(join(fixture.base, 'elsewhere'), pathOf('linked'));
    await symlink(join(fixture.base, 'elsewhere'), join(pathOf('coder'), 'inside'));
    expect((await remove('linked')).status).toBe(200);
    expect((await remove('coder')).status).toBe(200);
    expect(await names()).toEqual(['default']);
    expect(await fixture.read('elsewhere/SOUL.md')).toBe('there');
  });

  it('leaves a command alone that is no wrapper of the profile', async () => {
    await make('coder');
    await fixture.wrap('coder', 'other');
    expect((await remove('coder')).status).toBe(200);
    expect(await fixture.read('user/.local/bin/coder')).toContain('-p other');
  });

  it('is refused while a flow works on the profile, and then is not', async () => {
    const flow = await occupy('busy');
    await make('busy');
    const answer = await remove('busy');
    expect([answer.status, await readProblem(answer)]).toMatchObject([
      409,
      { code: 'profile/in-progress', flow, detail: expect.stringContaining(flow) },
    ]);
    expect(await isThere(join(pathOf('busy'), 'SOUL.md'))).toBe(true);
    fixture.mcp.open();
    await fixture.rested(flow);
    expect((await remove('busy')).status).toBe(200);
  });

  it('stops a gateway that runs, and shows it before', async () => {
    await make('coder');
    const gateway = await startGateway('coder');
    const ended = once(gateway, 'exit');
    expect(await readProfiles(fixture)).toMatchObject([{ gateway_running: false }, { gateway_running: true }]);
    expect((await remove('coder')).status).toBe(200);
    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it('does not stop a process that only has the number of the gateway', async () => {
    await make('coder');
    const stranger = spawn('sleep', ['60']);
    onTestFinished(() => void stranger.kill('SIGKILL'));
    const record = { pid: stranger.pid, kind: 'hermes-gateway', gateway_state: 'running' };
    await fixture.put('hermes/profiles/coder/gateway.pid', JSON.stringify(record));
    await fixture.put('hermes/profiles/coder/gateway_state.json', JSON.stringify(record));
    expect(await readProfiles(fixture)).toMatchObject([{}, { gateway_running: false }]);
    expect((await remove('coder')).status).toBe(200);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });
});
