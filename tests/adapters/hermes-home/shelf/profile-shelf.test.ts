import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProfileHome } from '../../../../src/adapters/hermes-home/profile-home.ts';
import { createQueues } from '../../../../src/adapters/queues.ts';
import { createProfileShelf } from '../../../../src/adapters/hermes-home/shelf/profile-shelf.ts';
import { fresh, openTempHome } from '../temp-home.ts';

type Find = (profile: string) => Promise<string | null>;
const nobody: Find = async () => null;

const openShelf = async (holderOf = nobody, actionIn = nobody) => {
  const { settings, ref, path, root, read } = await openTempHome();
  const queue = createQueues();
  const home = createProfileHome({ ...settings, queue });
  const shelf = (hermesHome?: string) =>
    createProfileShelf({ ...settings, env: { hermesHome }, hermesExecutable: null, queue, holderOf, actionIn });
  return { home, shelf: shelf(), open: shelf, queue, ref, path, root, read };
};

describe('a profile that flows and people write to', () => {
  it('is written to by one after the other', async () => {
    const { home, shelf, queue, ref, read } = await openShelf();
    await home.createIdentity(ref, fresh);
    const flow = Promise.withResolvers<void>();
    const before = queue(ref.profile, () => flow.promise);
    const order: string[] = [];
    const note = (what: string) => () => void order.push(what);
    const writes = [
      shelf.writeSoul(ref.profile, 'mine').then(note('soul')),
      home.writeModel(ref, { provider: 'openrouter', model: 'a/b' }).then(note('model')),
      shelf.chooseModel(ref.profile, { provider: 'nous', model: 'c/d' }).then(note('mine')),
      shelf.rename(ref.profile, 'other').then(note('renamed')),
      home.writeEnv(ref, { A: '1' }).then(({ ok }) => order.push(ok ? 'written' : 'gone')),
    ];
    expect(await read('SOUL.md')).not.toBe('mine');
    await expect(read('config.yaml')).rejects.toThrow('ENOENT');
    flow.resolve();
    await Promise.all([before, ...writes]);
    expect(order).toEqual(['soul', 'model', 'mine', 'renamed', 'gone']);
    expect(await shelf.list()).toMatchObject([{ name: 'default' }, { name: 'other', provider: 'nous', model: 'c/d' }]);
  });

  it('is not taken away by whoever asked before the flow began and came to his turn after', async () => {
    let holder: string | null = null;
    const { home, shelf, queue, ref, path } = await openShelf(async () => holder);
    await home.createIdentity(ref, fresh);
    const gate = Promise.withResolvers<void>();
    const before = queue(ref.profile, () => gate.promise);
    const deleted = shelf.delete(ref.profile);
    holder = 'flw_2';
    gate.resolve();
    await before;
    expect(await deleted).toMatchObject({ ok: false, code: 'profile/in-progress', flow: 'flw_2' });
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it('is neither renamed nor deleted while an action is under way in it', async () => {
    const { home, shelf, ref, path } = await openShelf(nobody, async (name) =>
      name === 'coder' ? 'skills-update' : null,
    );
    await home.createIdentity(ref, fresh);
    const refusal = { ok: false, code: 'profile/in-progress', message: expect.stringContaining('skills-update') };
    expect(await shelf.delete('coder')).toMatchObject(refusal);
    expect(await shelf.rename('coder', 'other')).toMatchObject(refusal);
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it('can be made again by a flow once it was deleted', async () => {
    const { home, shelf, ref, root } = await openShelf();
    await home.createIdentity(ref, fresh);
    await home.writeAlias(ref);
    expect(await shelf.delete(ref.profile)).toMatchObject({ ok: true });
    expect(await readdir(join(root, 'profiles'))).toEqual([]);
    expect(await home.createIdentity({ ...ref, flow: 'flw_2' }, fresh)).toMatchObject({ ok: true });
    expect(await home.writeAlias({ ...ref, flow: 'flw_2' })).toMatchObject({ written: expect.any(String) });
  });
});

describe('the profile of this process', () => {
  it.each([
    [undefined, 'default'],
    [' ', 'default'],
    ['.', 'default'],
    ['profiles/coder', 'coder'],
    ['profiles/Not One', 'custom'],
    ['profiles/coder/deeper', 'custom'],
    ['elsewhere', 'custom'],
    ['..', 'default'],
  ])('with the home %j is %s (AC-64)', async (way, current) => {
    const { open, root } = await openShelf();
    await mkdir(join(root, 'profiles', 'coder'), { recursive: true });
    const shelf = open(way === undefined || way.trim() === '' ? way : join(root, way));
    expect(await shelf.readActive()).toEqual({ active: 'default', current });
  });

  it('is told apart from the active one, which may be gone', async () => {
    const { open, root } = await openShelf();
    await mkdir(join(root, 'profiles', 'coder'), { recursive: true });
    const shelf = open(root);
    await shelf.setActive('coder');
    await shelf.delete('coder');
    expect(await shelf.readActive()).toEqual({ active: 'default', current: 'default' });
    await expect(readFile(join(root, 'active_profile'))).rejects.toThrow('ENOENT');
  });
});
