import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ActionRequest } from '../../src/machines/action.ts';
import { createGitRepository } from '../fixtures/git-repository.ts';
import { needs } from '../fixtures/needs.ts';
import { openActions } from '../fixtures/perform-action.ts';

type Server = Extract<ActionRequest, { verb: 'mcp-install' }>['server'];
type Install = NonNullable<Server['install']>;

const program = resolve('tests/fixtures/programs/mcp-server.mjs');
const config = '# mine\nmodel: x # kept\nmcp_servers:\n  built: {command: old, tools: {include: [HOME, OLD]}}\n';

const toServer = (install: Install, more: Partial<Server> = {}): Server => ({
  ...{ name: 'built', description: 'It is built.', source: '', postInstall: '', defaultEnabled: null },
  transport: { type: 'stdio', command: '${INSTALL_DIR}/start', args: ['${INSTALL_DIR}'], url: null, env: {} },
  auth: { type: 'none', env: [] },
  install,
  ...more,
});

const open = async () => {
  const actions = await openActions({ 'config.yaml': config });
  const start = `#!/bin/sh\nexec ${process.execPath} ${program} env\n`;
  const url = await createGitRepository(join(actions.base, 'repository'), {
    files: { start, 'lib/real': 'r' },
    links: { link: 'lib/real' },
  });
  const build = async (install: Partial<Install>, more: Partial<Server> = {}, enabled = true) => {
    const server = toServer({ url, ref: 'main', bootstrap: ['chmod +x start', 'echo built >made'], ...install }, more);
    return await actions.perform({ verb: 'mcp-install', server, enabled });
  };
  const clones = async () => (await readdir(actions.inProfile('mcp-installs'))).toSorted();
  const entry = async () => (parse(await actions.read('config.yaml')) as { mcp_servers: unknown }).mcp_servers;
  return { ...actions, url, build, clones, entry };
};

describe('a server that has to be built', needs('git'), () => {
  it('is cloned where Hermes keeps it, built, and written as any other', async () => {
    const { build, entry, read, inProfile, clones } = await open();
    const done = await build({}, { defaultEnabled: ['PATH', 'NOT_THERE'] }, false);
    expect(done).toMatchObject({ code: 0, last: "Installed 'built'." });
    expect(done.text).toContain('  $ echo built >made\n');
    const clone = inProfile('mcp-installs/built');
    expect(await entry()).toEqual({
      built: { command: `${clone}/start`, args: [clone], enabled: false, tools: { include: ['HOME'] } },
    });
    expect(await read('config.yaml')).toMatch(/^# mine\nmodel: x # kept\n/);
    expect(await read('mcp-installs/built/link')).toBe('r');
    expect(await clones()).toEqual(['built']);
  });

  it('is asked for its tools once it can be started', async () => {
    const { build, entry, inProfile } = await open();
    await writeFile(inProfile('config.yaml'), '');
    await build({}, { defaultEnabled: ['PATH', 'NOT_THERE'] });
    expect(await entry()).toMatchObject({ built: { enabled: true, tools: { include: ['PATH'] } } });
  });

  it('is taken at the commit that the manifest names', async () => {
    const { base, build, read } = await open();
    const git = async (...args: string[]) =>
      await execa('git', ['-C', join(base, 'repository'), '-c', 'user.name=t', '-c', 'user.email=t@t', ...args]);
    const { stdout: commit } = await git('rev-parse', 'HEAD');
    await git('commit', '--quiet', '--allow-empty', '--message=later');
    expect(await build({ ref: commit })).toMatchObject({ code: 0 });
    expect(await read('mcp-installs/built/.git/HEAD')).toBe(`${commit}\n`);
  });

  it('leaves everything as it was when it cannot be cloned or built', async () => {
    const { base, build, read, clones } = await open();
    await build({});
    const before = await read('config.yaml');
    const failing = { bootstrap: ['echo lost >made', 'exit 3'] };
    expect(await build(failing)).toMatchObject({ code: 1, last: 'bootstrap step failed (exit 3): exit 3' });
    expect(await build({ ref: 'no-such' })).toMatchObject({ code: 1, last: expect.stringContaining('at no-such.') });
    expect(await build({ ref: '--upload-pack=x' })).toMatchObject({ code: 1 });
    expect(await build({ url: join(base, 'nothing') })).toMatchObject({ code: 1 });
    expect(await read('mcp-installs/built/made')).toBe('built\n');
    expect(await read('config.yaml')).toBe(before);
    expect(await clones()).toEqual(['built']);
  });
});
