import { execFileSync } from 'node:child_process';
import { chmod, lstat, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listTree } from '../../adapters/hermes-home/temp-home.ts';
import { createShelfFixture, readFailure as fails, readProfiles } from '../fixture-shelf.ts';

let fixture: Awaited<ReturnType<typeof createShelfFixture>>;
beforeEach(async () => {
  fixture = await createShelfFixture();
  await mkdir(fixture.homedir);
});
afterEach(() => fixture.close());

const pathOf = (name: string) => join(fixture.root, 'profiles', name);
const archivePath = () => join(fixture.base, 'a.tar.gz');
const pack = (...args: readonly string[]) =>
  void execFileSync('tar', ['-czf', archivePath(), '-C', fixture.base, ...args], { stdio: 'pipe' });
const bring = (body: object = {}) => fixture.post('/api/profiles/import', { archive: archivePath(), ...body });
const take = (name: string, body: object = {}) => fixture.post(`/api/profiles/${name}/export`, body);
const archiveSchema = z.strictObject({ ok: z.literal(true), archive: z.string() });

const fill = async () => {
  for (const [file, content] of Object.entries({
    'config.yaml': 'model: x\n',
    'SOUL.md': 'größe',
    'skills/a b/ü.md': 'x',
    'desktop.json': '{"icon":"i"}',
    '.env': 'SECRET=1\n',
    'auth.json': '{}',
    'plugins/deep/.env': 'SECRET=2\n',
  }))
    await fixture.put(`hermes/profiles/coder/${file}`, content);
  await chmod(join(pathOf('coder'), 'SOUL.md'), 0o600);
};

describe('exporting and importing a profile', () => {
  it('keeps everything but the credentials', async () => {
    await fill();
    const exported = await take('coder', { extra_files: { 'notes/added.md': 'more' } });
    const { archive } = archiveSchema.parse(await exported.json());
    expect([exported.status, archive]).toEqual([200, join(fixture.homedir, 'coder.tar.gz')]);
    const imported = await fixture.post('/api/profiles/import', { archive, name: ' Copy ' });
    expect([imported.status, await imported.json()]).toEqual([
      200,
      { ok: true, name: 'copy', path: pathOf('copy'), desktop: { icon: 'i' } },
    ]);
    expect((await readProfiles(fixture)).map(({ name }) => name)).toEqual(['default', 'coder', 'copy']);
    const isKept = (line: string) => !/\.env|auth\.json|notes/.test(line);
    const kept = (await listTree(pathOf('copy'))).filter(isKept);
    expect(kept).toEqual((await listTree(pathOf('coder'))).filter(isKept));
    const secrets = (await listTree(pathOf('copy'))).filter((line) => /\.env|auth\.json/.test(line));
    expect(secrets).toEqual([]);
    expect(await fixture.read('hermes/profiles/copy/SOUL.md')).toBe('größe');
    expect(await fixture.read('hermes/profiles/copy/notes/added.md')).toBe('more');
    expect(await readdir(join(fixture.root, 'profiles'))).toHaveLength(2);
  });

  it('takes of the default profile what is Hermes’ own', async () => {
    for (const file of ['SOUL.md', '.env', 'strange.txt', 'skills/a/SKILL.md', 'skills/a/x.tmp', 'profiles/b/SOUL.md'])
      await fixture.put(`hermes/${file}`);
    const { archive } = archiveSchema.parse(await (await take('default')).json());
    expect(await (await fixture.post('/api/profiles/import', { archive })).json()).toMatchObject({
      code: 'profile/default',
    });
    await fixture.post('/api/profiles/import', { archive, name: 'copy' });
    const files = (await listTree(pathOf('copy'))).filter((line) => !line.includes('/ '));
    expect(files.map((line) => line.split(' ')[0])).toEqual(['SOUL.md', 'skills/a/SKILL.md']);
  });

  it('writes where it is told, and over nothing when it is not', async () => {
    await fill();
    const output = join(fixture.base, 'mine.tgz');
    const named = archiveSchema.parse(await (await take('coder', { output })).json());
    expect(named.archive).toBe(join(fixture.base, 'mine.tar.gz'));
    const archives = [await take('coder'), await take('coder')].map(async (answer) => (await answer.json()) as unknown);
    expect(await Promise.all(archives)).toEqual([
      { ok: true, archive: join(fixture.homedir, 'coder.tar.gz') },
      { ok: true, archive: join(fixture.homedir, 'coder-2.tar.gz') },
    ]);
  });

  it.each([
    ['ghost', {}, 404, 'profile/not-found'],
    ['Coder', {}, 400, 'name/invalid'],
    ['coder', { output: 'relative.tar.gz' }, 400, 'archive/invalid'],
    ['coder', { output: '/nonexistent/x.tar.gz' }, 400, 'archive/invalid'],
    ['coder', { extra_files: { '../out': 'x' } }, 400, 'archive/invalid'],
    ['coder', { extra_files: { '/out': 'x' } }, 400, 'archive/invalid'],
    ['coder', { extra_files: { 'a/.env': 'x' } }, 400, 'archive/invalid'],
  ])('refuses to export %s with %j', async (name, body, status, code) => {
    await fill();
    expect(await fails(take(name, body))).toEqual([status, code]);
    expect((await readdir(fixture.base)).toSorted()).toEqual(['hermes', 'user']);
  });
});

describe('an archive', () => {
  const expectRefused = async (expected: readonly unknown[], body: object = {}) => {
    expect(await fails(bring(body))).toEqual(expected);
    expect(await readdir(join(fixture.root, 'profiles')).catch(() => [])).toEqual([]);
  };

  it('has to be there, to be one, and to be named in full', async () => {
    await expectRefused([404, 'archive/not-found']);
    await expectRefused([400, 'archive/invalid'], { archive: 'a.tar.gz' });
    await fixture.put('a.tar.gz', 'no archive');
    await expectRefused([400, 'archive/invalid']);
    expect((await fixture.post('/api/profiles/import', {})).status).toBe(422);
  });

  it.each([
    ['two directories', ['one', 'two']],
    ['a file beside the directory', ['one', 'file']],
    ['a file only', ['file']],
    ['a link', ['one', '--transform=s,file,one/x,', 'link']],
    ['a path that leads out', ['--transform=s,file,one/../../x,', '-P', 'one', 'file']],
    ['an absolute path', ['--transform=s,file,/tmp/profile-builder-planted,', '-P', 'one', 'file']],
    ['a hard link', ['one', '--transform=s,hard,one/hard,', 'file', 'hard']],
  ])('with %s is refused', async (_, args) => {
    await fixture.put('one/SOUL.md', 'x');
    await fixture.put('two/SOUL.md', 'x');
    await fixture.put('file', 'x');
    await symlink('/etc', join(fixture.base, 'link'));
    execFileSync('ln', [join(fixture.base, 'file'), join(fixture.base, 'hard')]);
    pack(...args);
    await expectRefused([400, 'archive/invalid'], { name: 'brought' });
    await expect(lstat('/tmp/profile-builder-planted')).rejects.toThrow('ENOENT');
  });

  it.each([
    ['default', 'profile/default'],
    ['a b', 'name/invalid'],
    ['test', 'name/reserved'],
  ])('cannot become %s', async (name, code) => {
    await fixture.put('one/SOUL.md', 'x');
    pack('one');
    await expectRefused([400, code], { name });
  });

  it('never replaces a profile, and waits for no flow', async () => {
    await fixture.put('one/SOUL.md', 'new');
    pack('one');
    await mkdir(pathOf('one'), { recursive: true });
    expect(await fails(bring())).toEqual([400, 'profile/exists']);
    fixture.mcp.close();
    const flow = await fixture.start({ name: 'busy', mcpServers: [{ name: 'x', command: 'y' }] });
    const answer = await bring({ name: 'busy' });
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'profile/in-progress', flow }]);
    expect(await readdir(join(fixture.root, 'profiles'))).toEqual(['one']);
  });
});
