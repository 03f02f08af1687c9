import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCli } from './cli.ts';
import { createScratch, type Scratch } from './server.ts';

let scratch: Scratch;
let plugins: string;
beforeEach(async () => {
  scratch = await createScratch();
  plugins = join(scratch.hermes, 'plugins');
});
afterEach(() => scratch.remove());

const run = (...args: readonly string[]) => createCli(scratch).run(args);
const receiptOf = async (name: string) =>
  JSON.parse(await readFile(join(plugins, name, 'profile-builder.json'), 'utf8')) as Record<string, unknown>;
const checked = async (...args: readonly string[]) => {
  const { lines } = await run('doctor', '--json', ...args);
  const findings = lines.map(
    (line) => JSON.parse(line) as { what: string; state: string; found: string; todo?: string },
  );
  return findings.find(({ what }) => what === 'Dashboard plugin');
};
const enable = (...names: readonly string[]) =>
  writeFile(join(scratch.hermes, 'config.yaml'), `plugins:\n  enabled: [${names.join(', ')}]\n`);

/** A program of Hermes' name that notes what it was asked. */
const fakeHermes = async () => {
  const bin = join(scratch.directory, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'hermes'), `#!/bin/sh\necho "$HERMES_HOME $*" >> ${scratch.directory}/asked\n`);
  await chmod(join(bin, 'hermes'), 0o755);
  return {
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    asked: async () => (await readFile(join(scratch.directory, 'asked'), 'utf8')).trim().split('\n'),
  };
};

describe('plugin install', () => {
  test('puts two whole plugins where Hermes looks, and says how to enable them', async () => {
    const { code, out } = await run('plugin', 'install');
    expect(code).toBe(0);
    for (const name of ['profile-builder', 'profile-flows']) {
      expect(out).toContain(`plugins enable ${name} --no-allow-tool-override`);
      const manifest = await readFile(join(plugins, name, 'dashboard/manifest.json'), 'utf8');
      const { version } = (await receiptOf(name)) as { version: string };
      expect(JSON.parse(manifest)).toMatchObject({ name, version, entry: 'dist/index.js' });
      expect(await readFile(join(plugins, name, 'plugin.yaml'), 'utf8')).toContain(`version: ${version}`);
    }
    expect(existsSync(join(plugins, 'profile-builder/dashboard/dist/app/plugin-app.js'))).toBe(true);
  });

  test('tells the proxy where the data is, readable by this user only', async () => {
    await run('plugin', 'install');
    expect(await receiptOf('profile-builder')).toMatchObject({ dataDir: scratch.data });
    expect((await stat(join(plugins, 'profile-builder/profile-builder.json'))).mode & 0o777).toBe(0o600);
  });

  test('does nothing more when it is done again, and takes away what an older one left', async () => {
    await run('plugin', 'install');
    const before = await readdir(plugins, { recursive: true });
    const receipt = join(plugins, 'profile-builder/profile-builder.json');
    const old = 'dashboard/dist/app/assets/old-1.js';
    await writeFile(join(plugins, 'profile-builder', old), 'old');
    const { files, ...rest } = (await receiptOf('profile-builder')) as { files: object };
    await writeFile(receipt, JSON.stringify({ ...rest, version: '0.0.1', files: { ...files, [old]: 'hash' } }));
    expect((await run('plugin', 'install')).code).toBe(0);
    expect((await readdir(plugins, { recursive: true })).toSorted()).toEqual(before.toSorted());
  });

  test('refuses to write over a plugin of others, and writes nothing at all', async () => {
    await mkdir(join(plugins, 'profile-flows'), { recursive: true });
    await writeFile(join(plugins, 'profile-flows/plugin.yaml'), 'name: profile-flows\n');
    const { code, err } = await run('plugin', 'install');
    expect([code, err]).toEqual([1, expect.stringContaining(`${plugins}/profile-flows is not from Profile Builder`)]);
    expect(await readdir(plugins, { recursive: true })).toEqual(['profile-flows', 'profile-flows/plugin.yaml']);
  });

  test('takes a link for a plugin of others, wherever it leads', async () => {
    await run('plugin', 'install');
    const elsewhere = join(scratch.directory, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(
      join(elsewhere, 'profile-builder.json'),
      await readFile(join(plugins, 'profile-flows/profile-builder.json')),
    );
    await rm(join(plugins, 'profile-flows'), { recursive: true });
    await symlink(elsewhere, join(plugins, 'profile-flows'));
    expect((await run('plugin', 'install')).code).toBe(1);
    expect(await readdir(elsewhere)).toEqual(['profile-builder.json']);
  });

  test('has Hermes enable both when asked to, without rights over its tools', async () => {
    const { env, asked } = await fakeHermes();
    expect((await createCli(scratch).run(['plugin', 'install', '--enable'], { env })).code).toBe(0);
    expect(await asked()).toEqual(
      ['profile-builder', 'profile-flows'].map(
        (name) => `${scratch.hermes} plugins enable ${name} --no-allow-tool-override`,
      ),
    );
  });
});

describe('plugin uninstall', () => {
  test('leaves nothing of ours and everything of others', async () => {
    await run('plugin', 'install');
    await mkdir(join(plugins, 'other'));
    await mkdir(join(plugins, 'profile-builder/dashboard/__pycache__'));
    await writeFile(join(plugins, 'profile-builder/dashboard/__pycache__/plugin_api.cpython-311.pyc'), '');
    await writeFile(join(plugins, 'profile-flows/notes.txt'), 'mine');
    const { code, out } = await run('plugin', 'uninstall');
    expect([code, out]).toEqual([0, expect.stringContaining(`${plugins}/profile-flows stays`)]);
    const left = await readdir(plugins, { recursive: true });
    expect(left.toSorted()).toEqual(['other', 'profile-flows', 'profile-flows/notes.txt']);
  });

  test('says so when there is nothing', async () => {
    expect(await run('plugin', 'uninstall')).toMatchObject({ code: 0, out: 'It was not installed.\n' });
  });

  test('removes no file a receipt names elsewhere', async () => {
    await run('plugin', 'install');
    await writeFile(join(scratch.hermes, 'SOUL.md'), 'mine');
    const receipt = { ...(await receiptOf('profile-flows')), files: { '../../SOUL.md': 'x' } };
    await writeFile(join(plugins, 'profile-flows/profile-builder.json'), JSON.stringify(receipt));
    expect((await run('plugin', 'uninstall')).code).toBe(1);
    expect(await readFile(join(scratch.hermes, 'SOUL.md'), 'utf8')).toBe('mine');
  });

  test('has Hermes disable first what is enabled', async () => {
    const { env, asked } = await fakeHermes();
    await run('plugin', 'install');
    await enable('profile-builder', 'kanban');
    await createCli(scratch).run(['plugin', 'uninstall'], { env });
    expect(await asked()).toEqual([`${scratch.hermes} plugins disable profile-builder`]);
  });
});

describe('doctor', () => {
  test('says how the plugin stands: not there, not enabled, without a server', async () => {
    expect(await checked()).toMatchObject({ state: 'ok', found: expect.stringContaining('not installed') as string });
    await run('plugin', 'install');
    expect(await checked()).toMatchObject({ state: 'note', found: expect.stringContaining('not enabled') as string });
    await enable('profile-builder', 'profile-flows');
    expect(await checked()).toMatchObject({
      state: 'note',
      found: expect.stringContaining('no server runs') as string,
    });
  });

  test('names a file that is missing or was changed', async () => {
    await run('plugin', 'install');
    await rm(join(plugins, 'profile-flows/dashboard/dist/index.js'));
    expect(await checked()).toMatchObject({
      state: 'problem',
      found: expect.stringContaining('dashboard/dist/index.js (missing)') as string,
    });
    await run('plugin', 'install');
    await writeFile(join(plugins, 'profile-builder/dashboard/plugin_api.py'), 'import os');
    expect(await checked()).toMatchObject({ found: expect.stringContaining('plugin_api.py (changed)') as string });
  });

  test('tells a plugin of another version, or for other data', async () => {
    await run('plugin', 'install');
    const receipt = await receiptOf('profile-flows');
    await writeFile(
      join(plugins, 'profile-flows/profile-builder.json'),
      JSON.stringify({ ...receipt, version: '0.0.1' }),
    );
    expect(await checked()).toMatchObject({ state: 'note', found: expect.stringContaining('version 0.0.1') as string });
    await run('plugin', 'install');
    expect(await checked('--data-dir', join(scratch.directory, 'other'))).toMatchObject({
      found: expect.stringContaining(`asks the server of ${scratch.data}`) as string,
    });
  });
});
