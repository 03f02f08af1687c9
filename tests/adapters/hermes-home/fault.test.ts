import { execFile, execFileSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { problemSchema } from '../../../src/machines/flow/codes.ts';
import { fresh, listTree, openTempHome } from './temp-home.ts';

const run = promisify(execFile);
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const script = join(import.meta.dirname, '../../fixtures/create-profile.ts');
const clone = { from: 'src', mode: 'all', credentials: 'all' } as const;

const answerSchema = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), problem: problemSchema }),
]);

const asNobody = async (request: object) => {
  const drop = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, script, JSON.stringify(request)];
  const command = isRoot ? 'setpriv' : process.execPath;
  const { stdout } = await run(command, isRoot ? drop : drop.slice(4));
  return answerSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null'));
};

const openOwned = async () => {
  const base = await mkdtemp(join(tmpdir(), 'hermes-fault-'));
  onTestFinished(async () => await rm(base, { recursive: true, force: true }));
  const own = async (path: string) => {
    if (isRoot) await chown(path, NOBODY, NOBODY);
    return path;
  };
  const make = async (...parts: string[]) => {
    const path = join(base, ...parts);
    await mkdir(path);
    return await own(path);
  };
  const write = async (path: string, text: string) => {
    await writeFile(join(base, path), text);
    return await own(join(base, path));
  };
  await own(base);
  const root = await make('hermes');
  const dataDir = await make('data');
  return { base, root, dataDir, make, write, create: async (more = {}) => await asNobody({ root, dataDir, ...more }) };
};

const openSource = async () => {
  const temp = await openOwned();
  await temp.make('hermes/profiles');
  await temp.make('hermes/profiles/src');
  await temp.make('hermes/profiles/src/skills');
  await temp.make('hermes/profiles/src/skills/one');
  for (const file of ['config.yaml', '.env', 'SOUL.md', 'skills/one/SKILL.md'])
    await temp.write(`hermes/profiles/src/${file}`, file);
  return { ...temp, source: join(temp.root, 'profiles', 'src') };
};

describe('a directory that may not be written', () => {
  it.each(['hermes', 'hermes/profiles', 'data'])('%s rejects the create and leaves nothing', async (where) => {
    const { base, root, create, make } = await openOwned();
    if (where === 'hermes/profiles') await make(where);
    const before = await listTree(root);
    await chmod(join(base, where), 0o555);
    const answer = await create();
    await chmod(join(base, where), 0o755);
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'identity/not-permitted', nextAction: 'create-again' },
    });
    expect(answer.ok ? '' : answer.problem.message).toContain(join(base, where));
    expect(await listTree(root)).toEqual(before);
    expect(await create()).toMatchObject({ ok: true });
  });
});

describe('a clone source that may not be read', () => {
  it.each(['config.yaml', '.env', 'SOUL.md', 'skills/one', 'skills/one/SKILL.md', 'skills', '.'])(
    'in %s rejects the create, leaves nothing, and is named',
    async (where) => {
      const { root, dataDir, source, create } = await openSource();
      const { mode } = await stat(join(source, where));
      await chmod(join(source, where), 0);
      const answer = await create({ clone });
      await chmod(join(source, where), mode);
      expect(answer).toMatchObject({ ok: false, problem: { code: 'identity/not-permitted' } });
      expect(answer.ok ? '' : answer.problem.message).toContain(where === '.' ? source : join(source, where));
      expect(await readdir(join(root, 'profiles'))).toEqual(['src']);
      expect(await readdir(join(dataDir, 'claims'))).toEqual([]);
      expect(await create({ clone })).toMatchObject({ ok: true });
    },
  );

  it('is no obstacle when it is only read-only', async () => {
    const { source, root, create } = await openSource();
    for (const path of ['skills/one', 'skills', '.']) await chmod(join(source, path), 0o555);
    expect(await create({ clone })).toMatchObject({ ok: true });
    expect((await stat(join(root, 'profiles', 'coder', 'skills'))).mode & 0o700).toBe(0o700);
  });
});

const mountTemp = async (options: string) => {
  const mount = await mkdtemp(join(tmpdir(), 'hermes-mount-'));
  onTestFinished(async () => await rm(mount, { recursive: true, force: true }));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', mount], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', [mount]));
  return { mount, remount: (more: string) => void execFileSync('mount', ['-o', `remount,${more}`, mount]) };
};

const source = async (root: string) => {
  await mkdir(join(root, 'profiles', 'src', 'skills', 'one'), { recursive: true });
  await writeFile(join(root, 'profiles', 'src', 'config.yaml'), 'a: 1\n');
  await writeFile(join(root, 'profiles', 'src', 'skills', 'one', 'SKILL.md'), 'x');
};

describe('a full disk', () => {
  it.for(['apart from', 'together with'])(
    'is survived at each file of a create, %s the claims',
    async (where, { skip }) => {
      const mounted = await mountTemp('size=4m');
      if (mounted === null) return skip('mounting a small disk is not allowed here');
      const root = join(mounted.mount, 'hermes');
      await source(root);
      const dataDir = where === 'together with' ? { dataDir: join(mounted.mount, 'data') } : {};
      const { home, ref } = await openTempHome({ root, ...dataDir });
      const before = await listTree(root);
      const used = Number((await run('df', ['--output=iused', mounted.mount])).stdout.split('\n')[1]);
      let refusals = 0;
      for (let room = 0; ; room += 1) {
        mounted.remount(`nr_inodes=${used + room}`);
        const answer = await home.createIdentity(ref, {
          ...fresh,
          description: 'd',
          clone: { ...clone, mode: 'config' },
        });
        if (answer.ok) break;
        refusals += 1;
        expect(answer.problem.code).toBe('identity/no-space');
        expect(await listTree(root)).toEqual(before);
      }
      expect(refusals).toBeGreaterThan(15);
      expect(await readdir(join(root, 'profiles'))).toEqual(expect.arrayContaining(['coder', 'src']));
    },
  );

  it('is survived in the middle of a file', async ({ skip }) => {
    const mounted = await mountTemp('size=64k');
    if (mounted === null) return skip('mounting a small disk is not allowed here');
    const { home, ref } = await openTempHome({ root: mounted.mount });
    const soul = 'x'.repeat(200_000);
    const answer = await home.createIdentity(ref, { ...fresh, soul });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'identity/no-space' } });
    expect(await readdir(mounted.mount)).toEqual([]);
    expect(await home.createIdentity(ref, fresh)).toMatchObject({ ok: true });
  });

  it('leaves config.yaml and .env as they were', async ({ skip }) => {
    const mounted = await mountTemp('size=128k');
    if (mounted === null) return skip('mounting a small disk is not allowed here');
    const { home, ref } = await openTempHome({ root: mounted.mount });
    await home.createIdentity(ref, fresh);
    await home.writeModel(ref, { provider: 'openrouter', model: 'a/b' });
    const path = join(mounted.mount, 'profiles', 'coder');
    await cp(path, join(mounted.mount, 'copy'), { recursive: true });
    const command = 'x'.repeat(200_000);
    expect(await home.writeMcp(ref, { name: 'big', command })).toMatchObject({ problem: { code: 'mcp/write-failed' } });
    expect(await home.writeEnv(ref, { A: command })).toMatchObject({ problem: { code: 'env/write-failed' } });
    expect(await listTree(path)).toEqual(await listTree(join(mounted.mount, 'copy')));
  });
});

it('a config.yaml that is a mount point of its own is filled in place', async ({ skip }) => {
  const { home, ref, path, base } = await openTempHome();
  await home.createIdentity(ref, fresh);
  await writeFile(join(base, 'outside.yaml'), '# outside\n');
  await writeFile(join(path, 'config.yaml'), '');
  try {
    execFileSync('mount', ['--bind', join(base, 'outside.yaml'), join(path, 'config.yaml')], { stdio: 'ignore' });
  } catch {
    return skip('mounting is not allowed here');
  }
  onTestFinished(() => void execFileSync('umount', [join(path, 'config.yaml')]));
  expect(await home.writeModel(ref, { provider: 'openrouter', model: 'a/b' })).toMatchObject({ ok: true });
  expect(await readFile(join(base, 'outside.yaml'), 'utf8')).toMatch(/^# outside\s+model:\n/);
  expect(await readdir(path)).not.toContain('.config.yaml_builder.tmp');
});

it('a file keeps its owner when root rewrites it', async ({ skip }) => {
  skip(!isRoot, 'only root can give files to another user');
  const { home, ref, path } = await openTempHome();
  await home.createIdentity(ref, fresh);
  await chown(join(path, '.env'), NOBODY, NOBODY);
  await home.writeEnv(ref, { A: '1' });
  const { uid, gid, mode } = await stat(join(path, '.env'));
  expect({ uid, gid, mode: mode & 0o777 }).toEqual({ uid: NOBODY, gid: NOBODY, mode: 0o600 });
});

it('a read-only file system rejects the create by name', async ({ skip }) => {
  const mounted = await mountTemp('size=64k');
  if (mounted === null) return skip('mounting a small disk is not allowed here');
  const { home, ref } = await openTempHome({ root: join(mounted.mount, 'hermes') });
  mounted.remount('ro');
  expect(await home.createIdentity(ref, fresh)).toMatchObject({ problem: { code: 'identity/read-only' } });
  mounted.remount('rw');
  expect(await home.createIdentity(ref, fresh)).toMatchObject({ ok: true });
});

it.each(['hermes', 'hermes/profiles'])('a file where %s belongs rejects the create and stays', async (where) => {
  const { home, ref, base, root, settings } = await openTempHome();
  if (where === 'hermes') await rm(root, { recursive: true });
  await writeFile(join(base, where), 'mine');
  const answer = await home.createIdentity(ref, fresh);
  expect(answer).toMatchObject({ ok: false, problem: { code: 'identity/failed' } });
  expect((await stat(join(base, where))).isFile()).toBe(true);
  expect(await readdir(join(settings.dataDir, 'claims'))).toEqual([]);
  await rm(join(base, where));
  expect(await home.createIdentity(ref, fresh)).toMatchObject({ ok: true });
});
