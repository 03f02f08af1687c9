import { execa } from 'execa';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type TestOptions } from 'vitest';
import type { Installed, Installer } from '../../src/machines/ports/installer.ts';
import type { Result } from '../../src/machines/ports/result.ts';

/** What a suite's case starts with: a profile, and sources an identifier may name. */
export type InstallerWorld = Readonly<{
  root: string;
  profile: string;
  /** Environment the installers are made from; carries planted secrets. */
  baseEnv: Readonly<Record<string, string>>;
  profilePath: (profile: string) => string;
  digestTree: (directory: string) => Promise<string>;
  outputPath: (directory: string) => string;
}>;

export type InstallerSubject = Readonly<{
  installer: Installer;
  /** Identifiers that this installer proves, does not find, and that would land on `skills/<takenPath>/`. */
  good: string;
  missing: string;
  taken: Readonly<{ identifier: string; path: string }>;
}>;

export const PLANTED = {
  GITHUB_TOKEN: 'planted-gh-1c9',
  MCP_OTHER_API_KEY: 'planted-mcp-7f2',
  AWS_SECRET: 'planted-aws',
};

export const skillText = (name: string): string =>
  `---\nname: ${name}\ndescription: Knows ${name}.\n---\n\n# ${name}\n`;

export const createWorld = async (): Promise<InstallerWorld> => {
  const root = await mkdtemp(join(tmpdir(), 'installer-'));
  const profile = join(root, 'home', 'profiles', 'coder');
  await mkdir(join(profile, 'skills'), { recursive: true });
  return {
    root,
    profile,
    baseEnv: { PATH: process.env['PATH'] ?? '', HOME: join(root, 'user'), ...PLANTED },
    profilePath: (name) => join(root, 'home', 'profiles', name),
    digestTree: async (directory) => (await readdir(directory, { recursive: true })).toSorted().join(' '),
    outputPath: (directory) => join(directory, 'output'),
  };
};

export const writeTree = async (root: string, files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
};

/** Runs what an installer prepared as the runner would: nothing inherited, no input, output to one file. */
export const install = async (
  installer: Installer,
  world: InstallerWorld,
  identifier: string,
  run = 'run',
): Promise<Result<Installed> & { env?: Readonly<Record<string, string>> }> => {
  const request = { profile: { flow: 'flw_1', profile: 'coder' }, identifier, directory: join(world.root, run) };
  await mkdir(request.directory, { recursive: true });
  const prepared = await installer.prepare(request);
  if (!prepared.ok) return prepared;
  const { command, env, cwd } = prepared.job;
  const [file, ...args] = command;
  const ended = await execa(file, args, { env, cwd, extendEnv: false, stdin: 'ignore', all: true, reject: false });
  await writeFile(join(request.directory, 'output'), ended.all);
  const end = { state: 'exited', reason: 'exited', code: ended.exitCode ?? 128, startedAt: '', endedAt: '' } as const;
  return { ...(await installer.prove(request, end)), env };
};

/** What every installer promises. */
export const installerContract = (
  name: string,
  createSubject: (world: InstallerWorld) => Promise<InstallerSubject>,
  options: TestOptions = {},
): void => {
  describe(`installer ${name}`, options, () => {
    let world: InstallerWorld;
    let subject: InstallerSubject;
    beforeEach(async () => {
      world = await createWorld();
      subject = await createSubject(world);
    });
    afterEach(() => rm(world.root, { recursive: true, force: true }));
    const run = (identifier: string, key?: string) => install(subject.installer, world, identifier, key);

    it('proves a skill that is on disk and says what it wrote', async () => {
      const answer = await run(subject.good);
      if (!answer.ok) throw new Error(answer.problem.message);
      const text = await readFile(join(world.profile, answer.path, 'SKILL.md'), 'utf8');
      expect(text).toContain(`name: ${answer.name}`);
      expect(answer.wrote).toEqual({ [`${answer.path}/`]: expect.stringContaining('SKILL.md') });
      expect(answer.notices).toEqual([]);
    });

    it('answers the same when it is asked again after a crash', async () => {
      const first = await run(subject.good);
      const request = {
        profile: { flow: 'flw_1', profile: 'coder' },
        identifier: subject.good,
        directory: join(world.root, 'run'),
      };
      const end = { state: 'exited', reason: 'exited', code: 0, startedAt: '', endedAt: '' } as const;
      expect(await subject.installer.prove(request, end)).toEqual({ ...first, env: undefined });
    });

    it('names what was not found and leaves the profile as it was', async () => {
      const answer = await run(subject.missing);
      expect(answer).toMatchObject({ ok: false, problem: { code: 'install/not-found', nextAction: 'edit-and-retry' } });
      expect(!answer.ok && answer.problem.message).toContain(subject.missing);
      expect((await readdir(join(world.profile, 'skills'))).filter((entry) => entry !== '.hub')).toEqual([]);
    });

    it('never replaces a skill made by hand', async () => {
      const { identifier, path } = subject.taken;
      await writeTree(world.profile, { [`skills/${path}/SKILL.md`]: 'mine', [`skills/${path}/notes.txt`]: 'mine too' });
      const answer = await run(identifier);
      expect(answer).toMatchObject({ ok: false, problem: { code: 'install/name-taken' } });
      expect(!answer.ok && answer.problem.message).toContain(path);
      expect(await readFile(join(world.profile, 'skills', path, 'SKILL.md'), 'utf8')).toBe('mine');
      expect(await readFile(join(world.profile, 'skills', path, 'notes.txt'), 'utf8')).toBe('mine too');
    });

    it.each([
      '-rf',
      '--help',
      '',
      '  ',
      'a\nb',
      'a/b/\u0000c',
      '$(x)',
      '`x`',
      '../..',
      './x',
      '~/x',
      'a/../../b',
      'ext::sh -c x',
      'x;y',
    ])('refuses the identifier %j before anything is started', async (identifier) => {
      const answer = await run(identifier);
      expect(answer).toMatchObject({
        ok: false,
        problem: { code: 'install/invalid-identifier', nextAction: 'edit-and-retry' },
      });
      expect(answer).not.toHaveProperty('env');
    });

    it('shows the command no secret of the environment it was made from', async () => {
      const { env } = await run(subject.good);
      expect(env).toBeDefined();
      for (const [key, value] of Object.entries(PLANTED)) {
        expect(env).not.toHaveProperty(key);
        expect(Object.values(env ?? {})).not.toContain(value);
      }
    });

    it('says that the profile is gone when it is', async () => {
      await rm(world.profile, { recursive: true });
      expect(await run(subject.good)).toMatchObject({ ok: false, problem: { code: 'profile/missing' } });
    });

    it('leaves nothing beside the profile', async () => {
      await run(subject.good);
      expect(await readdir(dirname(world.profile))).toEqual(['coder']);
      expect((await readdir(join(world.profile, 'skills'))).filter((entry) => entry.startsWith('.incoming'))).toEqual(
        [],
      );
    });
  });
};

export const makeExecutable = (path: string): Promise<void> => chmod(path, 0o755);
