import { mkdir, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShelfFixture, readFailure as fails, readProfiles } from '../fixture-shelf.ts';

let fixture: Awaited<ReturnType<typeof createShelfFixture>>;
beforeEach(async () => {
  fixture = await createShelfFixture();
});
afterEach(() => fixture.close());

const list = () => readProfiles(fixture);
const one = async (name: string) => (await list()).find((profile) => profile.name === name);

describe('GET /api/profiles', () => {
  it('lists the default profile on a fresh root (AC-60)', async () => {
    expect(await list()).toEqual([
      {
        name: 'default',
        path: fixture.root,
        is_default: true,
        model: null,
        provider: null,
        has_env: false,
        skill_count: 0,
        gateway_running: false,
        description: '',
        description_auto: false,
        distribution_name: null,
        distribution_version: null,
        distribution_source: null,
        has_alias: false,
      },
    ]);
  });

  it('lists the default profile even when there is no root', async () => {
    await rm(fixture.root, { recursive: true });
    expect((await list()).map(({ name }) => name)).toEqual(['default']);
  });

  it('takes an empty directory for a profile (AC-70) and nothing else (AC-71), by name', async () => {
    for (const name of ['zeta', 'bare', 'a-1', 'Bad Name', '.staged-flw_1', 'Upper', 'default'])
      await mkdir(join(fixture.root, 'profiles', name), { recursive: true });
    await fixture.put('hermes/profiles/x.txt');
    await fixture.put('hermes/profiles/file');
    await symlink(join(fixture.root, 'nowhere'), join(fixture.root, 'profiles', 'dangling'));
    await symlink(join(fixture.root, 'profiles', 'bare'), join(fixture.root, 'profiles', 'linked'));
    expect((await list()).map(({ name }) => name)).toEqual(['default', 'a-1', 'bare', 'linked', 'zeta']);
  });

  it('tells everything there is to know of a profile', async () => {
    const at = (file: string) => `hermes/profiles/coder/${file}`;
    await fixture.put(at('config.yaml'), 'model:\n  default: a/b # mine\n  provider: openrouter\n');
    await fixture.put(at('.env'));
    await fixture.put(at('profile.yaml'), 'description: "  writes code "\ndescription_auto: true\n');
    await fixture.put(at('distribution.yaml'), 'name: kit\nversion: 1.0\nsource: https://x\n');
    for (const skill of ['a', 'b/c', 'b/c/more/d', 'a/references/old', '.hub/quarantine/e', 'scripts/f'])
      await fixture.put(at(`skills/${skill}/SKILL.md`), '---\nname: x\n---\n');
    await fixture.wrap('coder');
    expect(await one('coder')).toEqual({
      name: 'coder',
      path: join(fixture.root, 'profiles', 'coder'),
      is_default: false,
      model: 'a/b',
      provider: 'openrouter',
      has_env: true,
      skill_count: 4,
      gateway_running: false,
      description: 'writes code',
      description_auto: true,
      distribution_name: 'kit',
      distribution_version: '1.0',
      distribution_source: 'https://x',
      has_alias: true,
    });
  });

  it.each([
    ['model: gpt-5\n', 'gpt-5', null],
    ['model:\n  model: m\n  provider: p\n', 'm', 'p'],
    ['model:\n  default: ""\n  model: m\n', 'm', null],
    ['base: &b {default: d, provider: q}\nmodel: *b\n', 'd', 'q'],
    ['model: [1]\n', null, null],
    ['- x\n', null, null],
    ['model: {default: x\n', null, null],
    ['', null, null],
  ])('reads the model of %j as Hermes does', async (config, model, provider) => {
    await fixture.put('hermes/profiles/coder/config.yaml', config);
    expect(await one('coder')).toMatchObject({ model, provider });
  });

  it('knows an alias of another name and one with a quoted path', async () => {
    for (const name of ['one', 'two', 'three']) await mkdir(join(fixture.root, 'profiles', name), { recursive: true });
    await fixture.wrap('other', 'one');
    await fixture.put('user/.local/bin/two', `#!/bin/sh\nexec '/opt/my tools/hermes' -p two "$@"\n`);
    await fixture.put('user/.local/bin/three.sh', '#!/bin/sh\nexec hermes -p three "$@"\n');
    expect((await list()).map(({ has_alias }) => has_alias)).toEqual([false, true, false, true]);
  });

  it('never fails for what it cannot read', async () => {
    await fixture.put('hermes/profiles/coder/config.yaml/inside');
    await fixture.put('hermes/profiles/coder/profile.yaml', '{{{');
    await fixture.put('hermes/profiles/coder/gateway.pid', 'nonsense');
    await fixture.put('hermes/profiles/coder/skills', 'a file');
    expect(await one('coder')).toMatchObject({ model: null, description: '', gateway_running: false, skill_count: 0 });
  });
});

describe('the active profile', () => {
  const active = () => fixture.json(fixture.get('/api/profiles/active'));

  it('is the default until another is chosen, and again when the default is (AC-64)', async () => {
    await mkdir(join(fixture.root, 'profiles', 'coder'), { recursive: true });
    expect(await active()).toEqual({ active: 'default', current: 'default' });
    const chosen = await fixture.post('/api/profiles/active', { name: ' Coder ' });
    expect([chosen.status, await chosen.json()]).toEqual([200, { ok: true, active: 'coder' }]);
    expect(await active()).toEqual({ active: 'coder', current: 'default' });
    expect(await fixture.read('hermes/active_profile')).toBe('coder\n');
    expect(await fixture.json(fixture.post('/api/profiles/active', { name: 'DEFAULT' }))).toMatchObject({ ok: true });
    expect(await active()).toEqual({ active: 'default', current: 'default' });
    await expect(stat(join(fixture.root, 'active_profile'))).rejects.toThrow('ENOENT');
  });

  it.each([
    ['ghost', 404, 'profile/not-found'],
    ['a b', 400, 'name/invalid'],
    [' ', 400, 'name/empty'],
    ['sudo', 400, 'name/reserved'],
  ])('cannot be %j (AC-64)', async (name, status, code) => {
    expect(await fails(fixture.post('/api/profiles/active', { name }))).toEqual([status, code]);
    expect(await active()).toEqual({ active: 'default', current: 'default' });
  });

  it('needs a name', async () => {
    const response = await fixture.post('/api/profiles/active', {});
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ detail: [{ type: 'missing', loc: ['body', 'name'] }] });
  });
});

describe('the setup command', () => {
  it('names the profile, but for the default one (AC-67)', async () => {
    await mkdir(join(fixture.root, 'profiles', 'coder'), { recursive: true });
    expect(await fixture.json(fixture.get('/api/profiles/coder/setup-command'))).toEqual({ command: 'coder setup' });
    expect(await fixture.json(fixture.get('/api/profiles/default/setup-command'))).toEqual({ command: 'hermes setup' });
  });

  it.each([
    ['ghost', 404],
    ['Coder', 400],
    ['a%2Fb', 400],
    ['..%2F..', 400],
  ])('of %s there is none', async (name, status) => {
    await mkdir(join(fixture.root, 'profiles', 'coder'), { recursive: true });
    expect((await fixture.get(`/api/profiles/${name}/setup-command`)).status).toBe(status);
  });
});

describe('the desktop overlay', () => {
  it.each([
    ['{"icon":"x","size":2}', { exists: true, desktop: { icon: 'x', size: 2 } }],
    ['[1]', { exists: true, desktop: null }],
    ['{', { exists: true, desktop: null }],
    [null, { exists: false, desktop: null }],
  ])('of %j is read as it is', async (text, expected) => {
    await mkdir(join(fixture.root, 'profiles', 'coder'), { recursive: true });
    if (text !== null) await fixture.put('hermes/profiles/coder/desktop.json', text);
    expect(await fixture.json(fixture.get('/api/profiles/coder/desktop-overlay'))).toEqual(expected);
    expect(await fails(fixture.get('/api/profiles/ghost/desktop-overlay'))).toEqual([404, 'profile/not-found']);
  });
});
