import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/machines/ports/profile-home.ts';
import type { Wrote } from '../../../src/machines/ports/result.ts';
import { listTree, openTempHome } from './temp-home.ts';

type Opened = Awaited<ReturnType<typeof openProfile>>;

const skill = '---\nname: evm\n---\n';
const bearer = { name: 'x', url: 'https://x', auth: 'header', bearerToken: 't' };

const openProfile = async (soul?: string) => {
  const outside = await openTempHome();
  const optionalSkills = join(outside.base, 'optional');
  await mkdir(join(optionalSkills, 'chain', 'evm'), { recursive: true });
  await writeFile(join(optionalSkills, 'chain', 'evm', 'SKILL.md'), skill);
  const temp = await openTempHome({ env: { optionalSkills } });
  const { home, ref } = temp;
  const changes: Change[] = [
    await home.createIdentity(ref, { skills: 'bundle', soul, description: 'd' }),
    await home.writeEnv(ref, { A: '1' }),
    await home.writeModel(ref, { provider: 'openrouter', model: 'a/b' }),
    await home.writeMcp(ref, bearer),
    await home.applySkills(ref, { mode: 'bundle', keep: [], optional: ['evm'] }),
  ];
  await home.writeAlias(ref);
  const wrote: Wrote = Object.assign({}, ...changes.map((change) => (change.ok ? change.wrote : {})));
  const put = async (file: string, text = 'x') => {
    await mkdir(dirname(join(temp.path, file)), { recursive: true });
    await writeFile(join(temp.path, file), text);
  };
  const discard = async () => await home.prepareDiscard(ref, wrote);
  return { ...temp, wrote, put, discard, wrapper: join(temp.settings.homedir, '.local', 'bin', 'coder') };
};

const openInHermes = async (path: string, put: (file: string, text?: string) => Promise<void>) => {
  for (const name of ['hooks', 'pairing', 'image_cache', 'audio_cache', 'logs/curator']) await mkdir(join(path, name));
  for (const name of ['.', 'cron', 'sessions', 'logs', 'memories', 'skills']) await chmod(join(path, name), 0o700);
  const made = [
    'logs/agent.log',
    'state.db',
    'state.db-wal',
    'auth.lock',
    'provider_models_cache.json',
    'skills/.usage.json',
    'skills/.hub/index-cache/a.json',
  ];
  for (const file of made) await put(file);
};

describe('discarding', () => {
  it('removes the profile, its alias, its place as default and its claim', async () => {
    const { discard, root, base, wrapper } = await openProfile();
    await writeFile(join(root, 'active_profile'), 'coder\n');
    const answer = await discard();
    expect((await readdir(join(root, 'profiles'))).filter((name) => !name.startsWith('.'))).toEqual([]);
    if (answer.ok) await answer.finish();
    expect(await listTree(root)).toEqual([expect.stringMatching(/^profiles\//)]);
    expect(await readdir(join(base, 'data', 'claims'))).toEqual([]);
    await expect(stat(wrapper)).rejects.toThrow('ENOENT');
  });

  it('is allowed after Hermes has opened the profile', async () => {
    const { discard, path, put } = await openProfile();
    await openInHermes(path, put);
    expect(await discard()).toMatchObject({ ok: true });
  });

  it('is allowed when Hermes put its own default persona back', async () => {
    const { discard, put } = await openProfile();
    await put('SOUL.md', 'You are Hermes Agent, '.padEnd(513, 'x'));
    expect(await discard()).toMatchObject({ ok: true });
  });

  it.each([
    ['a note', 'workspace/note.txt'],
    ['a changed config', 'config.yaml'],
    ['a key', '.env'],
    ['a persona', 'SOUL.md'],
    ['a memory', 'memories/MEMORY.md'],
    ['a skill of their own', 'skills/own/SKILL.md'],
    ['a session', 'sessions/1.json'],
  ])('is refused once there is %s of the user, naming it', async (_, file) => {
    const { discard, put, path } = await openProfile();
    await put(file, 'mine');
    expect(await discard()).toEqual({ ok: false, code: 'profile/used', paths: [file] });
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it('is refused when a skill was changed or something is missing', async () => {
    const { discard, put, path } = await openProfile();
    await put('skills/chain/evm/notes.md');
    await rm(join(path, 'profile.yaml'));
    expect(await discard()).toEqual({ ok: false, code: 'profile/used', paths: ['profile.yaml', 'skills/chain/evm/'] });
  });

  it('is refused when a persona the user gave was replaced', async () => {
    const { discard, put } = await openProfile('mine');
    await put('SOUL.md', 'You are Hermes Agent, '.padEnd(513, 'x'));
    expect(await discard()).toMatchObject({ ok: false, paths: ['SOUL.md'] });
  });

  it.each([
    ['config.yaml', async ({ home, ref }: Opened) => home.writeModel(ref, { provider: 'openrouter', model: 'c/d' })],
    ['config.yaml', async ({ home, ref }: Opened) => home.writeMcp(ref, { name: 'y', command: 'z' })],
    ['config.yaml', async ({ home, ref }: Opened) => home.writeModel(ref, { provider: 'openrouter', model: 'a/b' })],
    [
      'config.yaml',
      async ({ home, ref }: Opened) => home.applySkills(ref, { mode: 'exactly', keep: [], optional: [] }),
    ],
    ['.env', async ({ home, ref }: Opened) => home.writeEnv(ref, { B: '2' })],
    ['.env', async ({ home, ref }: Opened) => home.writeMcp(ref, { ...bearer, name: 'y', bearerToken: 't2' })],
  ])('is refused when %s was changed by others before the flow wrote it again', async (file, write) => {
    const opened = await openProfile();
    await writeFile(join(opened.path, file), `${await readFile(join(opened.path, file), 'utf8')}# mine\n`);
    const change = await write(opened);
    const wrote: Wrote = { ...opened.wrote, ...(change.ok ? change.wrote : {}) };
    expect(change.ok && change.wrote).toHaveProperty([file]);
    expect(await opened.home.prepareDiscard(opened.ref, wrote)).toEqual({
      ok: false,
      code: 'profile/used',
      paths: [file],
    });
    const again = await write(opened);
    const latest = { ...wrote, ...(again.ok ? again.wrote : {}) };
    expect(await opened.reopen().prepareDiscard(opened.ref, latest)).toMatchObject({ ok: false, paths: [file] });
  });

  it('is refused when a config.yaml was there before the flow wrote its first', async () => {
    const { home, ref, path } = await openTempHome();
    const made = await home.createIdentity(ref, { skills: 'none' });
    await writeFile(join(path, 'config.yaml'), 'mine: true\n');
    const written = await home.writeModel(ref, { provider: 'openrouter', model: 'a/b' });
    const wrote = { ...(made.ok ? made.wrote : {}), ...(written.ok ? written.wrote : {}) };
    expect(await home.prepareDiscard(ref, wrote)).toMatchObject({ ok: false, paths: ['config.yaml'] });
  });

  it.each([
    ['before', false],
    ['after', true],
  ])('is allowed when a write of the flow was cut short %s its rename, and made again', async (_, isRenamed) => {
    const { home, ref, path, wrote, reopen } = await openProfile();
    const before = await readFile(join(path, 'config.yaml'), 'utf8');
    const change = await home.writeModel(ref, { provider: 'openrouter', model: 'c/d' });
    if (!isRenamed) await writeFile(join(path, 'config.yaml'), before);
    const again = await reopen().writeModel(ref, { provider: 'openrouter', model: 'c/d' });
    expect(again).toEqual(change);
    const latest = { ...wrote, ...(again.ok ? again.wrote : {}) };
    expect(await home.prepareDiscard(ref, latest)).toMatchObject({ ok: true });
  });

  it('judges a claim of an earlier version by the digests alone', async () => {
    const { home, ref, path, base, wrote } = await openProfile();
    const file = join(base, 'data', 'claims', 'flw_1.json');
    const {
      left: _left,
      touched: _touched,
      ...older
    } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify(older));
    await writeFile(join(path, 'config.yaml'), 'mine: true\n');
    const change = await home.writeModel(ref, { provider: 'openrouter', model: 'a/b' });
    const latest = { ...wrote, ...(change.ok ? change.wrote : {}) };
    expect(await home.prepareDiscard(ref, latest)).toMatchObject({ ok: true });
  });

  it('names at most twenty paths', async () => {
    const { discard, put } = await openProfile();
    for (let index = 0; index < 30; index += 1) await put(`workspace/${index}`);
    const answer = await discard();
    expect(answer.ok ? [] : answer.paths).toHaveLength(20);
  });

  it('can be taken back', async () => {
    const { discard, path, root } = await openProfile();
    const before = await listTree(path);
    const answer = await discard();
    if (answer.ok) await answer.undo();
    expect(await listTree(path)).toEqual(before);
    expect(await readdir(join(root, 'profiles'))).toEqual(['coder']);
    expect(await discard()).toMatchObject({ ok: true });
  });

  it('is not for a profile that is gone or another', async () => {
    const { discard, path, root } = await openProfile();
    await rename(path, join(root, 'moved'));
    expect(await discard()).toMatchObject({ ok: false, code: 'profile/missing' });
    await mkdir(path);
    expect(await discard()).toMatchObject({ ok: false, code: 'profile/missing' });
  });

  it('leaves an alias alone that the user changed', async () => {
    const { discard, wrapper } = await openProfile();
    await writeFile(wrapper, '#!/bin/sh\necho mine\n');
    const answer = await discard();
    if (answer.ok) await answer.finish();
    expect((await stat(wrapper)).isFile()).toBe(true);
  });
});

describe('clearing up after a crash', () => {
  const none = { isOpen: () => false, isDiscarded: () => false };

  it('finishes a discard that was decided', async () => {
    const { discard, reopen, root, wrapper } = await openProfile();
    await discard();
    await reopen().sweep({ ...none, isDiscarded: () => true });
    expect(await readdir(join(root, 'profiles'))).toEqual([]);
    await expect(stat(wrapper)).rejects.toThrow('ENOENT');
  });

  it('puts back a discard that was not', async () => {
    const { discard, reopen, root, home, ref } = await openProfile();
    await discard();
    await reopen().sweep(none);
    expect(await readdir(join(root, 'profiles'))).toEqual(['coder']);
    expect(await home.writeEnv(ref, { B: '2' })).toMatchObject({ ok: true });
  });

  it('removes a claim that was cut short', async () => {
    const { reopen, base } = await openProfile();
    await writeFile(join(base, 'data', 'claims', '.flw_9.json_builder.tmp'), '{');
    await reopen().sweep(none);
    expect(await readdir(join(base, 'data', 'claims'))).toEqual(['flw_1.json']);
  });

  it('touches neither finished profiles nor what others staged', async () => {
    const { reopen, root } = await openProfile();
    await mkdir(join(root, 'profiles', '.staged-flw_other'));
    await reopen().sweep(none);
    expect((await readdir(join(root, 'profiles'))).toSorted()).toEqual(['.staged-flw_other', 'coder']);
  });
});
