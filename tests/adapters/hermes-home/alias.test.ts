import { chmod, mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProfileHomeOptions } from '../../../src/adapters/hermes-home/home.ts';
import { fresh, openTempHome } from './temp-home.ts';

const openProfile = async (profile = 'coder', options: Partial<ProfileHomeOptions> = {}) => {
  const temp = await openTempHome(options);
  const ref = { flow: 'flw_1', profile };
  await temp.home.createIdentity(ref, fresh);
  const wrapper = join(temp.settings.homedir, '.local', 'bin', profile);
  const put = async (text: string, at = wrapper) => {
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, text);
    await chmod(at, 0o755);
  };
  return { ...temp, ref, wrapper, put };
};

describe('the alias', () => {
  it('is a program of two lines that starts the profile', async () => {
    const { home, ref, wrapper } = await openProfile('coder', { hermesExecutable: "/opt/it's here/hermes" });
    expect(await home.writeAlias(ref)).toEqual({ written: wrapper });
    expect(await readFile(wrapper, 'utf8')).toBe(`#!/bin/sh\nexec '/opt/it'"'"'s here/hermes' -p coder "$@"\n`);
    expect((await stat(wrapper)).mode & 0o777).toBe(0o755);
    expect(await home.writeAlias(ref)).toEqual({ written: wrapper });
    expect(await readdir(dirname(wrapper))).toEqual(['coder']);
  });

  it('names hermes when its place is not known', async () => {
    const { home, ref, wrapper } = await openProfile();
    await home.writeAlias(ref);
    expect(await readFile(wrapper, 'utf8')).toBe('#!/bin/sh\nexec hermes -p coder "$@"\n');
  });

  it('is noticed where a shell does not find it', async () => {
    const { home, ref, wrapper } = await openProfile('coder', { env: { path: '/usr/bin:/bin' } });
    const answer = await home.writeAlias(ref);
    expect(answer).toMatchObject({ written: wrapper, notice: { code: 'alias/off-path' } });
    expect(await home.writeAlias(ref)).toEqual(answer);
  });

  it('is not noticed with its directory on the path', async () => {
    const { settings } = await openTempHome();
    const path = `/usr/bin:${join(settings.homedir, '.local', 'bin')}/`;
    const { home, ref, wrapper } = await openProfile('coder', { homedir: settings.homedir, env: { path } });
    expect(await home.writeAlias(ref)).toEqual({ written: wrapper });
  });

  it('is skipped for a word of Hermes itself', async () => {
    const { home, ref, wrapper } = await openProfile('chat');
    expect(await home.writeAlias(ref)).toMatchObject({ skipped: { code: 'alias/name-reserved' } });
    await expect(stat(wrapper)).rejects.toThrow('ENOENT');
  });

  it.each(['#!/bin/sh\necho mine\n', '#!/bin/sh\nexec hermes -p other "$@"\n'])(
    'never replaces what is not its own: %j',
    async (text) => {
      const { home, ref, wrapper, put } = await openProfile();
      await put(text);
      expect(await home.writeAlias(ref)).toMatchObject({ skipped: { code: 'alias/name-taken' } });
      expect(await readFile(wrapper, 'utf8')).toBe(text);
    },
  );

  it('never replaces a dangling link', async () => {
    const { home, ref, wrapper } = await openProfile();
    await mkdir(dirname(wrapper), { recursive: true });
    await symlink('nowhere', wrapper);
    expect(await home.writeAlias(ref)).toMatchObject({ skipped: { code: 'alias/name-taken' } });
  });

  it('never hides a program on the path', async () => {
    const { base } = await openTempHome();
    const { home, ref, put } = await openProfile('coder', { env: { path: `relative:${join(base, 'bin')}` } });
    await put('#!/bin/sh\n', join(base, 'bin', 'coder'));
    expect(await home.writeAlias(ref)).toMatchObject({ skipped: { code: 'alias/name-taken' } });
  });

  it('is skipped with the reason when its directory cannot be made', async () => {
    const { home, ref, put, settings } = await openProfile();
    await put('a file', join(settings.homedir, '.local'));
    expect(await home.writeAlias(ref)).toMatchObject({ skipped: { code: 'alias/write-failed' } });
  });
});
