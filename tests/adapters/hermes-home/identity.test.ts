import { chmod, mkdir, readFile, readdir, rename, rmdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fresh, listTree, openTempHome } from './temp-home.ts';

describe('a fresh profile', () => {
  it('has the layout and the modes Hermes gives one', async () => {
    const { home, ref, path, root } = await openTempHome();
    expect(await home.createIdentity(ref, fresh)).toMatchObject({ ok: true, notices: [] });
    expect(await listTree(path)).toEqual([
      '.env 600',
      'SOUL.md 644',
      ...['cron/ 755', 'home/ 755', 'logs/ 755', 'memories/ 755', 'plans/ 755', 'sessions/ 755'],
      ...['skills/ 755', 'skins/ 755', 'workspace/ 755'],
    ]);
    expect(await readdir(join(root, 'profiles'))).toEqual(['coder']);
  });

  it('starts with an empty .env of three comments and a persona of one paragraph', async () => {
    const { home, ref, read } = await openTempHome();
    await home.createIdentity(ref, fresh);
    expect((await read('.env')).split('\n').map((line) => line.slice(0, 2))).toEqual(['# ', '# ', '# ', '']);
    expect(await read('SOUL.md')).toHaveLength(513);
    expect(await read('SOUL.md')).not.toContain('\n');
  });

  it('keeps soul, user and trimmed description', async () => {
    const { home, ref, read, path } = await openTempHome();
    await home.createIdentity(ref, { ...fresh, soul: '# Me\n', user: 'Ann', description: '  writes: code ' });
    expect(await read('SOUL.md')).toBe('# Me\n');
    expect(await read('memories/USER.md')).toBe('Ann');
    expect(await read('profile.yaml')).toBe('description: "writes: code"\ndescription_auto: false\n');
    expect(await listTree(path)).toContain('profile.yaml 600');
  });

  it('has no profile.yaml for a blank description and a marker without bundled skills', async () => {
    const { home, ref, path } = await openTempHome();
    await home.createIdentity(ref, { skills: 'none', description: '   ' });
    const tree = await listTree(path);
    expect(tree).not.toContain('profile.yaml 600');
    expect(tree).toContain('.no-bundled-skills 644');
  });

  it('is answered the same when asked twice, and made once', async () => {
    const { home, ref, read, path, reopen } = await openTempHome();
    const first = await home.createIdentity(ref, fresh);
    await writeFile(join(path, 'SOUL.md'), 'changed');
    expect(await home.createIdentity(ref, fresh)).toEqual(first);
    expect(await reopen().createIdentity(ref, fresh)).toEqual(first);
    expect(await read('SOUL.md')).toBe('changed');
  });

  it('names what it wrote by keyed digests, without directories', async () => {
    const { home, ref } = await openTempHome();
    const made = await home.createIdentity(ref, { ...fresh, description: 'd' });
    expect(made.ok && Object.keys(made.wrote).toSorted()).toEqual(['.env', 'SOUL.md', 'profile.yaml']);
  });
});

describe('a name that is taken', () => {
  it.each([
    ['a directory', async (path: string) => await mkdir(path, { recursive: true })],
    ['a file', async (path: string) => await writeFile(path, 'x')],
    ['a dangling link', async (path: string) => await symlink('nowhere', path)],
  ])('by %s is refused and left alone', async (_, put) => {
    const { home, ref, path, root, base } = await openTempHome();
    await mkdir(join(root, 'profiles'));
    await put(path);
    const before = await listTree(root);
    const answer = await home.createIdentity(ref, fresh);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'profile/exists', nextAction: 'create-again' } });
    expect(await listTree(root)).toEqual(before);
    expect(await readdir(join(base, 'data', 'claims')).catch(() => [])).toEqual([]);
  });

  it('by another flow is refused', async () => {
    const { home, ref, read } = await openTempHome();
    await home.createIdentity(ref, { ...fresh, soul: 'first' });
    const answer = await home.createIdentity({ ...ref, flow: 'flw_2' }, { ...fresh, soul: 'second' });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'profile/exists' } });
    expect(await read('SOUL.md')).toBe('first');
  });

  it('has one winner when two ask at once', async () => {
    const { home, ref, reopen, root } = await openTempHome();
    const answers = await Promise.all([
      home.createIdentity(ref, fresh),
      reopen().createIdentity({ ...ref, flow: 'flw_2' }, fresh),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await readdir(join(root, 'profiles'))).toEqual(['coder']);
  });
});

describe('a Hermes home that is not there yet', () => {
  it('is made for the profile and removed again when the create fails', async () => {
    const { home, ref, root, base } = await openTempHome();
    await rmdir(root);
    const clone = { from: 'ghost', mode: 'config', credentials: 'all' } as const;
    expect(await home.createIdentity(ref, { ...fresh, clone })).toMatchObject({ ok: false });
    expect(await readdir(base)).toEqual(['data']);
    expect(await home.createIdentity(ref, fresh)).toMatchObject({ ok: true });
  });
});

it('a create that fails takes nothing away from others that run beside it', async () => {
  const { home, root } = await openTempHome();
  const clone = { from: 'ghost', mode: 'config', credentials: 'all' } as const;
  const answers = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const ref = { flow: `flw_${index}`, profile: `p${index}` };
      return await home.createIdentity(ref, index % 2 === 0 ? fresh : { ...fresh, clone });
    }),
  );
  expect(answers.map(({ ok }) => ok)).toEqual(answers.map((_, index) => index % 2 === 0));
  expect(await readdir(join(root, 'profiles'))).toHaveLength(6);
});

describe('a clone', () => {
  const openSource = async () => {
    const temp = await openTempHome();
    const source = join(temp.root, 'profiles', 'src');
    await mkdir(join(source, 'skills', 'custom', 'mine'), { recursive: true });
    await mkdir(join(source, 'memories'));
    await mkdir(join(source, 'workspace'));
    await mkdir(join(source, 'sessions'));
    const files = {
      'config.yaml': '# mine\nmodel: {provider: x}\n',
      '.env': 'A=1\nTELEGRAM_BOT_TOKEN=t\nTELEGRAM_ALLOWED_USERS=me\nOPENROUTER_API_KEY=k\n',
      'SOUL.md': 'soul',
      'profile.yaml': 'description: old\n',
      'auth.json': '{}',
      'state.db': 'db',
      'memories/USER.md': 'u',
      'memories/MEMORY.md': 'm',
      'memories/other.md': 'o',
      'workspace/note.txt': 'n',
      'workspace/junk.tmp': 'j',
      'sessions/s.json': '{}',
      'skills/custom/mine/SKILL.md': '---\nname: mine\n---\n',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(source, name), text);
    await chmod(join(source, '.env'), 0o644);
    await symlink('gone', join(source, 'skills', 'custom', 'dangling'));
    return { ...temp, source };
  };
  const clone = { from: 'SRC', mode: 'config', credentials: 'all' } as const;

  it('of the configuration takes config, keys, persona, skills and two memories', async () => {
    const { home, ref, path, read } = await openSource();
    expect(await home.createIdentity(ref, { ...fresh, clone })).toMatchObject({ ok: true });
    const files = (await listTree(path)).filter((line) => !line.includes('/ '));
    expect(files).toEqual([
      ...['.env 600', 'SOUL.md 644', 'config.yaml 644', 'memories/MEMORY.md 644', 'memories/USER.md 644'],
      ...['skills/custom/dangling link', 'skills/custom/mine/SKILL.md 644'],
    ]);
    expect(await read('config.yaml')).toBe('# mine\nmodel: {provider: x}\n');
    expect(await listTree(path)).toContain('plans/ 755');
  });

  it('of everything leaves history and junk behind', async () => {
    const { home, ref, path } = await openSource();
    await home.createIdentity(ref, { ...fresh, clone: { ...clone, mode: 'all' } });
    const files = (await listTree(path)).filter((line) => !line.includes('/ '));
    expect(files).toEqual([
      ...['.env 600', 'SOUL.md 644', 'auth.json 644', 'config.yaml 644', 'memories/MEMORY.md 644'],
      ...['memories/USER.md 644', 'memories/other.md 644', 'profile.yaml 644', 'skills/custom/dangling link'],
      ...['skills/custom/mine/SKILL.md 644', 'workspace/note.txt 644'],
    ]);
  });

  it('of everything in an empty directory gets a persona and a place for keys, and nothing else', async () => {
    const { home, ref, path, root } = await openTempHome();
    await mkdir(join(root, 'profiles', 'src'), { recursive: true });
    await home.createIdentity(ref, { ...fresh, clone: { ...clone, mode: 'all' } });
    expect(await listTree(path)).toEqual(['.env 600', 'SOUL.md 644']);
  });

  it('without messaging credentials leaves bot tokens out', async () => {
    const { home, ref, read } = await openSource();
    await home.createIdentity(ref, { ...fresh, clone: { ...clone, credentials: 'no-messaging' } });
    expect(await read('.env')).toBe('A=1\nTELEGRAM_ALLOWED_USERS=me\nOPENROUTER_API_KEY=k\n');
  });

  it('does not share linked files with its source', async () => {
    const { home, ref, path, source, read } = await openSource();
    await rename(join(source, 'config.yaml'), join(source, 'real.yaml'));
    await symlink('real.yaml', join(source, 'config.yaml'));
    await rename(join(source, '.env'), join(source, 'real.env'));
    await symlink(join(source, 'real.env'), join(source, '.env'));
    await home.createIdentity(ref, { ...fresh, clone: { ...clone, mode: 'all' } });
    await home.writeEnv(ref, { A: '2' });
    await home.writeModel(ref, { provider: 'openrouter', model: 'a/b' });
    expect(await readFile(join(source, 'real.env'), 'utf8')).toContain('A=1\n');
    expect(await readFile(join(source, 'real.yaml'), 'utf8')).toBe('# mine\nmodel: {provider: x}\n');
    expect(await read('.env')).toContain('A=2\n');
    expect(await listTree(path)).toContain('.env 600');
  });

  it('of a source with a dangling config succeeds without one', async () => {
    const { home, ref, path, source } = await openSource();
    await rename(join(source, 'config.yaml'), join(source, 'gone.yaml'));
    await symlink('nowhere.yaml', join(source, 'config.yaml'));
    expect(await home.createIdentity(ref, { ...fresh, clone })).toMatchObject({ ok: true });
    expect(await readdir(path)).not.toContain('config.yaml');
  });

  it.each(['ghost', '../src', ''])('of "%s", which is no profile, is refused without a trace', async (from) => {
    const { home, ref, root, base } = await openTempHome();
    const answer = await home.createIdentity(ref, { ...fresh, clone: { ...clone, from } });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'identity/clone-source-missing' } });
    expect(await listTree(root)).toEqual([]);
    expect(await readdir(join(base, 'data', 'claims'))).toEqual([]);
  });
});
