import { cp, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSkillsCli } from '../../../src/adapters/installers/skills-cli.ts';
import type { Installer } from '../../../src/machines/ports/installer.ts';
import {
  createWorld,
  install,
  installerContract,
  skillText,
  writeTree,
  type InstallerWorld,
} from '../../contracts/installer.contract.ts';
import { createGitRepository } from '../../fixtures/git-repository.ts';
import { needs } from '../../fixtures/needs.ts';

const script = join(dirname(createRequire(import.meta.url).resolve('skills/package.json')), 'bin/cli.mjs');
const createInstaller = (world: InstallerWorld): Installer =>
  createSkillsCli({ ...world, skillsCli: { node: process.execPath, script }, timeoutMs: 60_000 });

const fromGit = async (world: InstallerWorld) => {
  const good = await createGitRepository(join(world.root, 'repo'), {
    files: { 'skills/alpha/SKILL.md': skillText('alpha'), 'skills/alpha/scripts/run.sh': 'echo', 'README.md': 'x' },
    links: { 'CLAUDE.md': 'README.md' },
  });
  return {
    installer: createInstaller(world),
    good,
    missing: `file://${world.root}/nowhere.git`,
    taken: { identifier: good, path: 'alpha' },
  };
};

installerContract('skills, from a git repository', fromGit, needs('git'));

installerContract('skills, from a folder', async (world) => {
  const good = join(world.root, 'folder');
  await writeTree(good, { 'SKILL.md': skillText('beta'), 'data/list.txt': 'x' });
  return {
    installer: createInstaller(world),
    good,
    missing: join(world.root, 'nowhere'),
    taken: { identifier: good, path: 'custom/beta' },
  };
});

describe('the embedded installer', () => {
  let world: InstallerWorld;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => rm(world.root, { recursive: true, force: true }));
  const run = (identifier: string, key?: string) => install(createInstaller(world), world, identifier, key);
  const skillsOf = () => readdir(join(world.profile, 'skills'));
  const repository = (files: Record<string, string>, links = {}) =>
    createGitRepository(join(world.root, 'repo'), { files, links });
  const two = { 'skills/alpha/SKILL.md': skillText('alpha'), 'skills/beta/SKILL.md': skillText('beta') };

  it('refuses a repository of several skills and says how to name one', needs('git'), async () => {
    const answer = await run(await repository(two));
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'install/several-skills', nextAction: 'edit-and-retry' },
    });
    expect(!answer.ok && answer.problem.message).toMatch(/2 skills \(alpha, beta\).*repo#@alpha/);
    expect(await skillsOf()).toEqual([]);
  });

  it('installs the one that is named, also on a branch', needs('git'), async () => {
    const url = await repository(two);
    expect(await run(`${url}#@beta`)).toMatchObject({ ok: true, name: 'beta', path: 'skills/beta' });
    expect(await run(`${url}#main@alpha`, 'second')).toMatchObject({ ok: true, name: 'alpha' });
    expect(await run(`${url}#nobranch@alpha`, 'third')).toMatchObject({
      ok: false,
      problem: { code: 'install/not-found' },
    });
    expect(await run(`${url}#@gamma`, 'fourth')).toMatchObject({ ok: false, problem: { code: 'install/not-found' } });
  });

  it('refuses a repository whose skill holds a link', needs('git'), async () => {
    const files = { 'skills/alpha/SKILL.md': skillText('alpha') };
    const answer = await run(await repository(files, { 'skills/alpha/deep/leak': '/etc/passwd' }));
    expect(answer).toMatchObject({ ok: false, problem: { code: 'install/unsafe-content' } });
    expect(!answer.ok && answer.problem.message).toContain('skills/alpha/deep/leak is a symbolic link');
    expect(await skillsOf()).toEqual([]);
  });

  it('never copies what a link of a repository points at, not even into the run directory', needs('git'), async () => {
    await writeTree(world.root, { 'private/SKILL.md': skillText('canary-4c1') });
    const links = {
      'skills/alpha/leak': join(world.root, 'private/SKILL.md'),
      'b/SKILL.md': join(world.root, 'private/SKILL.md'),
    };
    const answer = await run(await repository({ 'skills/alpha/SKILL.md': skillText('alpha') }, links));
    expect(answer).toMatchObject({ ok: false, problem: { code: 'install/unsafe-content' } });
    const found = await execa('grep', ['-rl', 'canary-4c1', join(world.root, 'run')], { reject: false });
    expect(found.stdout).toBe('');
  });

  it('clones a GitHub repository and takes the skill at the path', needs('git'), async () => {
    const url = await repository(two);
    const request = {
      profile: { flow: 'f', profile: 'coder' },
      identifier: 'o/r/skills/beta',
      directory: join(world.root, 'run'),
    };
    const prepared = await createInstaller(world).prepare(request);
    if (!prepared.ok) throw new Error(prepared.problem.message);
    expect(prepared.job.command).toContain('https://github.com/o/r.git');
    const [file, ...args] = prepared.job.command.map((arg) => (arg.startsWith('https:') ? url : arg));
    await execa(file ?? '', args, { ...prepared.job, extendEnv: false, stdin: 'ignore' });
    const end = { state: 'exited', reason: 'exited', code: 0, startedAt: '', endedAt: '' } as const;
    expect(await createInstaller(world).prove(request, end)).toMatchObject({ ok: true, path: 'skills/beta' });
  });

  it('refuses a repository whose SKILL.md is a link', needs('git'), async () => {
    const answer = await run(await repository({ 'README.md': 'x' }, { 'SKILL.md': '/etc/passwd' }));
    expect(answer.ok).toBe(false);
    expect(await skillsOf()).toEqual([]);
  });

  it('refuses a folder that holds a link before the command runs', async () => {
    const folder = join(world.root, 'folder');
    await writeTree(folder, { 'SKILL.md': skillText('beta') });
    await symlink('/etc/passwd', join(folder, 'leak'));
    const answer = await run(folder);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'install/unsafe-content' } });
    expect(answer).not.toHaveProperty('env');
  });

  it('refuses a folder that holds a pipe', async () => {
    const folder = join(world.root, 'folder');
    await writeTree(folder, { 'SKILL.md': skillText('beta') });
    await execa('mkfifo', [join(folder, 'pipe')]);
    expect(await run(folder)).toMatchObject({ ok: false, problem: { code: 'install/unsafe-content' } });
  });

  it.each(['no frontmatter', '---\nname: x\n---\n', '---\nname: [\n---\n', '---\nname: 3\ndescription: x\n---\n'])(
    'finds no skill in a SKILL.md of %j',
    async (text) => {
      const folder = join(world.root, 'folder');
      await writeTree(folder, { 'SKILL.md': text });
      const answer = await run(folder);
      expect(answer).toMatchObject({ ok: false, problem: { code: 'install/not-found' } });
      expect(!answer.ok && answer.problem.message).toContain('No valid skills found');
    },
  );

  it('puts a skill with a hostile name below skills or nowhere', async () => {
    const folder = join(world.root, 'folder');
    await writeTree(folder, { 'SKILL.md': skillText('../../../../escape') });
    await run(folder);
    expect(await readdir(world.root)).not.toContain('escape');
    expect(await readdir(dirname(world.profile))).toEqual(['coder']);
  });

  it.each([
    ['another directory gives the same name', 'skills/other/SKILL.md', skillText('Beta')],
    ['a category has its place', 'skills/beta/inner/SKILL.md', skillText('inner')],
    ['a file has its place', 'skills/beta', 'x'],
  ])('refuses when %s', async (_, path, text) => {
    const folder = join(world.root, 'folder');
    await writeTree(folder, { 'SKILL.md': skillText('beta') });
    await writeTree(world.profile, { [path]: text });
    expect(await run(folder)).toMatchObject({ ok: false, problem: { code: 'install/name-taken' } });
    expect(await readFile(join(world.profile, path), 'utf8')).toBe(text);
  });

  it('refuses the second of two identifiers for one skill', async () => {
    const folder = join(world.root, 'folder');
    await writeTree(folder, { 'SKILL.md': skillText('beta') });
    await cp(folder, join(world.root, 'twin'), { recursive: true });
    expect(await run(folder)).toMatchObject({ ok: true });
    expect(await run(join(world.root, 'twin'), 'second')).toMatchObject({
      ok: false,
      problem: { code: 'install/name-taken' },
    });
  });

  it('goes on after a crash between staging and renaming', async () => {
    const folder = join(world.root, 'folder');
    await writeTree(folder, { 'SKILL.md': skillText('beta') });
    const first = await run(folder);
    const [incoming] = ['.incoming-crash'];
    await rename(join(world.profile, 'skills/beta'), join(world.profile, 'skills', incoming ?? ''));
    const second = await createInstaller(world).prove(
      { profile: { flow: 'flw_1', profile: 'coder' }, identifier: folder, directory: join(world.root, 'run') },
      { state: 'exited', reason: 'exited', code: 0, startedAt: '', endedAt: '' },
    );
    expect(second).toEqual({ ...first, env: undefined });
    expect((await lstat(join(world.profile, 'skills/beta/SKILL.md'))).isFile()).toBe(true);
  });

  it('does not take a directory made by hand after the crash for its own', async () => {
    const folder = join(world.root, 'folder');
    await writeTree(folder, { 'SKILL.md': skillText('beta') });
    await run(folder);
    await rename(join(world.profile, 'skills/beta'), join(world.root, 'away'));
    await writeTree(world.profile, { 'skills/beta/SKILL.md': 'mine' });
    const answer = await createInstaller(world).prove(
      { profile: { flow: 'flw_1', profile: 'coder' }, identifier: folder, directory: join(world.root, 'run') },
      { state: 'exited', reason: 'exited', code: 0, startedAt: '', endedAt: '' },
    );
    expect(answer).toMatchObject({ ok: false, problem: { code: 'install/name-taken' } });
  });

  it('keeps everything the command writes inside the run directory', needs('git'), async () => {
    const url = await repository({ 'skills/alpha/SKILL.md': skillText('alpha') });
    await mkdir(join(world.root, 'user'));
    await run(url);
    expect(await readdir(join(world.root, 'user'))).toEqual([]);
    expect((await readdir(world.root)).toSorted()).toEqual(['home', 'repo', 'run', 'user']);
  });

  it('reads no git configuration of the user', needs('git'), async () => {
    const url = await repository({ 'skills/alpha/SKILL.md': skillText('alpha') });
    await writeTree(join(world.root, 'user'), { '.gitconfig': `[url "file:///nowhere"]\n\tinsteadOf = file://\n` });
    expect(await run(url)).toMatchObject({ ok: true });
  });

  it('says so when git is missing, and installs folders without it', async () => {
    const folder = join(world.root, 'folder');
    await writeTree(folder, { 'SKILL.md': skillText('beta') });
    const bare = { ...world, baseEnv: { PATH: join(world.root, 'empty') } };
    const answer = await install(createInstaller(bare), bare, 'file:///srv/x.git');
    const message =
      'Cloning file:///srv/x.git needs git, and no program "git" was found on the PATH of the server. Install git, then retry.';
    expect(answer).toEqual({ ok: false, problem: { code: 'install/needs-git', message, nextAction: 'retry' } });
    expect(await readdir(join(world.root, 'run'))).toEqual([]);
    expect(await install(createInstaller(bare), bare, folder)).toMatchObject({ ok: true });
  });

  it('shows no password of a URL in its problem', needs('git'), async () => {
    const answer = await run('https://me:hunter2x@127.0.0.1:1/x.git');
    expect(answer.ok).toBe(false);
    expect(JSON.stringify(answer)).not.toContain('hunter2x');
  });
});
