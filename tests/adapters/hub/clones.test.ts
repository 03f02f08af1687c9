import { execa } from 'execa';
import { chmod, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClones } from '../../../src/adapters/hub/clones.ts';
import { createGitRepository } from '../../fixtures/git-repository.ts';
import { needs } from '../../fixtures/needs.ts';
import { openTempTree } from '../catalog/temp-tree.ts';

const MINUTE = 60_000;

const open = async (path = process.env['PATH'] ?? '') => {
  const { root } = await openTempTree();
  const directory = join(root, 'clones');
  let minutes = 0;
  const clones = createClones({
    directory,
    baseEnv: { PATH: path, SECRET: 'planted' },
    clock: { now: () => new Date(Date.now() + minutes * MINUTE) },
  });
  onTestFinished(clones.close);
  const url = await createGitRepository(join(root, 'repo'), { files: { a: 'one' }, links: { link: '/etc/passwd' } });
  const commit = async (text: string) => {
    await writeFile(join(root, 'repo/a'), text);
    await execa('git', ['-C', join(root, 'repo'), '-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-qam', text]);
  };
  const read = () =>
    clones.use({ url, ref: null }, async ({ tree, note }) => ({
      ...{ text: await readFile(join(tree.root, 'a'), 'utf8'), files: tree.files, odd: tree.odd, note },
    }));
  return { root, directory, clones, url, commit, read, later: (more: number) => (minutes += more) };
};

describe('clones', needs('git'), () => {
  it('are shallow, know what git recorded as links, and write those as plain text', async () => {
    const { directory, read } = await open();
    expect(await read()).toEqual({ text: 'one', files: ['a'], odd: ['link'], note: null });
    const [key = ''] = await readdir(directory);
    expect(await readFile(join(directory, key, 'source/link'), 'utf8')).toBe('/etc/passwd');
  });

  it('are made anew when they are ten minutes old, not before', async () => {
    const { commit, read, later } = await open();
    await read();
    await commit('two');
    later(9);
    expect(await read()).toMatchObject({ text: 'one' });
    later(1);
    expect(await read()).toMatchObject({ text: 'two' });
  });

  it('serve what there was, with the reason, when they cannot be made anew, and try again after a minute', async () => {
    const { root, commit, read, later, clones, url } = await open();
    await read();
    await commit('two');
    const [repo, hidden] = [join(root, 'repo/.git'), join(root, 'repo/hidden')];
    await execa('mv', [repo, hidden]);
    later(11);
    expect(await read()).toMatchObject({ text: 'one', note: expect.stringContaining('fatal') as string });
    expect(clones.failureOf({ url, ref: null })).toContain('fatal');
    await execa('mv', [hidden, repo]);
    expect(await read()).toMatchObject({ text: 'one' });
    later(1);
    expect(await read()).toMatchObject({ text: 'two', note: null });
    expect(clones.failureOf({ url, ref: null })).toBeNull();
  });

  it('that cannot be made leave nothing behind, and their reason has no password', async () => {
    const { directory, clones } = await open();
    const url = 'http://me:hunter2@127.0.0.1:1/x.git';
    const used = await clones.use({ url, ref: 'v1' }, async () => ({ not: 'reached' }));
    expect(used).toEqual({ noClone: expect.stringMatching(/fatal.*127\.0\.0\.1/) as string });
    expect(JSON.stringify(used)).not.toContain('hunter2');
    expect(await readdir(directory)).toEqual([]);
  });

  it('say that git is missing', async () => {
    const { clones, url } = await open('/nonexistent');
    expect(await clones.use({ url, ref: null }, async () => ({}))).toEqual({ noClone: 'git could not be run' });
  });

  it('keep the 32 that were made last', async () => {
    const { directory, read } = await open();
    for (let index = 0; index < 35; index += 1) {
      await mkdir(join(directory, `old-${index}`), { recursive: true });
      await writeFile(join(directory, `old-${index}`, 'listing'), '');
      await utimes(join(directory, `old-${index}`, 'listing'), 1000 + index, 1000 + index);
    }
    await read();
    await expect.poll(async () => (await readdir(directory)).length).toBe(32);
    const names = await readdir(directory);
    for (let index = 0; index < 4; index += 1) expect(names).not.toContain(`old-${index}`);
  });

  it('are ended by closing, and give git nothing of our environment', async () => {
    const { root } = await openTempTree({ 'bin/git': '#!/bin/sh\nenv > "$HOME/../../env"\nexec sleep 60\n' });
    await chmod(join(root, 'bin/git'), 0o755);
    const clones = createClones({
      directory: join(root, 'clones'),
      baseEnv: { PATH: `${root}/bin:/usr/bin:/bin`, SECRET: 'planted' },
      clock: { now: () => new Date() },
    });
    const used = clones.use({ url: 'file:///x', ref: null }, async () => ({}));
    await expect.poll(() => readFile(join(root, 'env'), 'utf8').catch(() => '')).toContain('GIT_TERMINAL_PROMPT=0');
    expect(await readFile(join(root, 'env'), 'utf8')).not.toContain('planted');
    await clones.close();
    expect(await used).toEqual({ noClone: 'git could not be run' });
  });
});
