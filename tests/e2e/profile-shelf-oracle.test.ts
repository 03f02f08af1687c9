import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listTree } from '../adapters/hermes-home/temp-home.ts';
import { createShelfFixture, readProfiles } from '../http/fixture-shelf.ts';

const hermes = process.env['HERMES_AGENT'] ?? '';
const python = join(dirname(hermes), 'python');

let fixture: Awaited<ReturnType<typeof createShelfFixture>>;
beforeEach(async () => {
  fixture = await createShelfFixture();
});
afterEach(() => fixture.close());

const run = async (program: string, args: readonly string[]) => {
  const { stdout, exitCode } = await execa(program, [...args], {
    env: {
      PATH: '/usr/bin:/bin',
      HOME: fixture.homedir,
      HERMES_HOME: fixture.root,
      HERMES_NONINTERACTIVE: '1',
      COLUMNS: '1000',
    },
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
  });
  return { stdout, exitCode };
};
const ask = (...args: readonly string[]) => run(hermes, args);

/** What Hermes' own handler answers to a list. */
const listByHermes = async (): Promise<unknown> => {
  const script = `import json
from hermes_cli import profiles, web_server
print('\\n' + json.dumps([web_server._profile_to_dict(p) for p in profiles.list_profiles()]))`;
  return JSON.parse((await run(python, ['-c', script])).stdout.split('\n').at(-1) ?? '');
};

const fill = async () => {
  const at = (profile: string, file: string) => `hermes/profiles/${profile}/${file}`;
  await fixture.put('hermes/config.yaml', 'model: gpt-5\n');
  await fixture.put('hermes/profile.yaml', 'description: the root\n');
  await fixture.put(at('coder', 'config.yaml'), 'model:\n  provider: openrouter\n  default: a/b\n');
  await fixture.put(at('coder', '.env'));
  await fixture.put(at('coder', 'SOUL.md'), 'a coder');
  await fixture.put(at('coder', 'profile.yaml'), 'description: |\n  writes\n  code\ndescription_auto: true\nrole: x\n');
  for (const skill of ['a', 'b/c', 'b/c/more/d', 'a/references/old', '.hub/quarantine/e', 'scripts/f'])
    await fixture.put(at('coder', `skills/${skill}/SKILL.md`), '---\nname: x\n---\n');
  await fixture.put(at('kit', 'distribution.yaml'), 'name: kit\nversion: 1.0.0\nsource: https://x\n');
  await fixture.put(at('old', 'config.yaml'), 'model:\n  model: m\n');
  await fixture.put(at('broken', 'config.yaml'), 'model: {');
  for (const name of ['bare', 'Bad Name', 'default', '.staged-flw_1'])
    await mkdir(join(fixture.root, 'profiles', name), { recursive: true });
  await fixture.put('hermes/profiles/x.txt');
  await fixture.wrap('coder');
  await fixture.wrap('short', 'kit');
};

describe.skipIf(hermes === '')('Hermes and we (needs HERMES_AGENT: the hermes program of version 0.19)', () => {
  it('list the same profiles, field for field (AC-60, AC-70, AC-71)', async () => {
    await fill();
    const ours = await readProfiles(fixture);
    expect(ours).toHaveLength(6);
    expect(ours).toEqual(await listByHermes());
  });

  it('show the same of each profile', async () => {
    await fill();
    const ours = await readProfiles(fixture);
    const { stdout: list } = await ask('profile', 'list');
    for (const profile of ours) expect(list).toMatch(new RegExp(`[ ◆]${profile.name} +${profile.model ?? '—'} `));
    const { stdout: shown } = await ask('profile', 'show', 'coder');
    expect(shown).toContain('Model:   a/b (openrouter)');
    expect(shown).toContain('Skills:  4');
    expect(ours.find(({ name }) => name === 'coder')).toMatchObject({ skill_count: 4, has_env: true });
  });

  it('agree on what was described, chosen and made active (AC-64, AC-65, AC-66)', async () => {
    await fill();
    const description = 'says "yes": on, 0777 # and more — ü';
    await fixture.send('PUT', '/api/profiles/coder/description', { description: ` ${description}\n` });
    expect((await ask('profile', 'describe', 'coder')).stdout.trim()).toBe(description);
    await fixture.send('PUT', '/api/profiles/bare/model', {
      provider: 'anthropic',
      model: 'anthropic/claude-opus-4.6',
    });
    expect((await ask('profile', 'show', 'bare')).stdout).toContain('claude-opus-4-6 (anthropic)');
    await fixture.post('/api/profiles/active', { name: 'bare' });
    expect((await ask('profile', 'list')).stdout).toMatch(/◆bare /);
    expect(await readProfiles(fixture)).toEqual(await listByHermes());
  });

  it('agree on what was renamed and deleted (AC-61)', async () => {
    await fill();
    await chmod(join(fixture.root, 'profiles', 'coder'), 0o700);
    await fixture.post('/api/profiles/active', { name: 'coder' });
    expect((await fixture.send('PATCH', '/api/profiles/coder', { new_name: 'writer' })).status).toBe(200);
    expect((await ask('profile', 'list')).stdout).toMatch(/◆writer +a\/b +stopped +writer/);
    expect((await ask('profile', 'show', 'coder')).exitCode).toBe(1);
    expect(await readProfiles(fixture)).toEqual(await listByHermes());
    expect((await fixture.delete('/api/profiles/writer')).status).toBe(200);
    expect((await ask('profile', 'list')).stdout).toMatch(/◆default /);
    expect((await ask('profile', 'show', 'writer')).exitCode).toBe(1);
    expect(await readProfiles(fixture)).toEqual(await listByHermes());
  });

  it('see what Hermes renamed and deleted', async () => {
    await fill();
    expect((await ask('profile', 'rename', 'coder', 'writer')).exitCode).toBe(0);
    expect((await ask('profile', 'use', 'writer')).exitCode).toBe(0);
    expect((await ask('profile', 'delete', 'old', '--yes')).exitCode).toBe(0);
    expect(await fixture.json(fixture.get('/api/profiles/active'))).toMatchObject({ active: 'writer' });
    expect(await readProfiles(fixture)).toEqual(await listByHermes());
  });

  it('take over what the other exported', async () => {
    await fill();
    const [ours, theirs] = ['ours', 'theirs'].map((name) => join(fixture.base, `${name}.tar.gz`));
    expect((await fixture.post('/api/profiles/coder/export', { output: ours })).status).toBe(200);
    expect((await ask('profile', 'import', `${ours}`, '--name', 'from-us')).exitCode).toBe(0);
    expect((await ask('profile', 'export', 'coder', '--output', `${theirs}`)).exitCode).toBe(0);
    const imported = await fixture.post('/api/profiles/import', { archive: theirs, name: 'from-hermes' });
    expect(imported.status).toBe(200);
    const [fromUs, fromHermes] = ['from-us', 'from-hermes'].map((name) => join(fixture.root, 'profiles', name));
    expect(await listTree(`${fromUs}`)).toEqual(await listTree(`${fromHermes}`));
    expect(await readProfiles(fixture)).toEqual(await listByHermes());
  });
});
