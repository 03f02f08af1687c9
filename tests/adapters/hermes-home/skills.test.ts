import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SkillsChoice } from '../../../src/machines/flow/plan.ts';
import { listTree, openTempHome } from './temp-home.ts';

const configSchema = z.object({ skills: z.object({ disabled: z.array(z.string()) }) });
const skill = (name: string) => `---\nname: ${name}\ndescription: d\n---\nbody\n`;
const bundled = {
  'custom/keep-me/SKILL.md': skill('keep-me'),
  'custom/keep-me/scripts/run.py': 'run',
  'custom/drop-me/SKILL.md': skill('drop-me'),
  'custom/DESCRIPTION.md': 'Custom.',
  'mlops/inference/deep/SKILL.md': skill('deep'),
  'node_modules/no/SKILL.md': skill('no'),
};
const optional = { 'blockchain/evm/SKILL.md': skill('evm'), 'security/vault/SKILL.md': skill('vault') };

const writeTree = async (root: string, files: Record<string, string>) => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
};

const openProfile = async (mode: SkillsChoice['mode'] = 'bundle') => {
  const outside = await openTempHome();
  const bundledSkills = await writeTree(join(outside.base, 'bundle'), bundled);
  const optionalSkills = await writeTree(join(outside.base, 'optional'), optional);
  const temp = await openTempHome({ env: { bundledSkills, optionalSkills } });
  await temp.home.createIdentity(temp.ref, { skills: mode });
  const apply = async (choice: Partial<SkillsChoice> = {}) =>
    await temp.home.applySkills(temp.ref, { mode, keep: [], optional: [], ...choice });
  const disabled = async () => configSchema.parse(parse(await temp.read('config.yaml'))).skills.disabled;
  return { ...temp, apply, disabled, bundledSkills, optionalSkills };
};

describe('seeding', () => {
  it('copies the bundle and notes it in the manifest', async () => {
    const { apply, path, read } = await openProfile();
    const answer = await apply();
    expect(answer).toMatchObject({
      ok: true,
      seeded: ['deep', 'drop-me', 'keep-me'],
      disabled: [],
      added: [],
      failed: [],
    });
    expect((await listTree(join(path, 'skills'))).filter((line) => !line.includes('/ '))).toEqual([
      ...['.bundled_manifest 600', 'custom/DESCRIPTION.md 644', 'custom/drop-me/SKILL.md 644'],
      ...['custom/keep-me/SKILL.md 644', 'custom/keep-me/scripts/run.py 644', 'mlops/inference/deep/SKILL.md 644'],
    ]);
    const md5 = createHash('md5')
      .update(`SKILL.md${skill('keep-me')}scripts/run.pyrun`)
      .digest('hex');
    expect((await read('skills/.bundled_manifest')).split('\n')).toEqual([
      expect.stringMatching(/^deep:[0-9a-f]{32}$/),
      expect.stringMatching(/^drop-me:/),
      `keep-me:${md5}`,
      '',
    ]);
    expect(answer.ok && Object.keys(answer.wrote).toSorted()).toEqual([
      ...['skills/.bundled_manifest', 'skills/custom/DESCRIPTION.md', 'skills/custom/drop-me/'],
      ...['skills/custom/keep-me/', 'skills/mlops/inference/deep/'],
    ]);
    await expect(stat(join(path, 'config.yaml'))).rejects.toThrow('ENOENT');
  });

  it('is answered the same when asked twice, also after half of it', async () => {
    const { apply, path } = await openProfile();
    const first = await apply();
    expect(await apply()).toEqual(first);
    await rm(join(path, 'skills', '.bundled_manifest'));
    await rm(join(path, 'skills', 'custom', 'drop-me'), { recursive: true });
    await mkdir(join(path, 'skills', '.incoming'));
    expect(await apply()).toEqual(first);
    expect(await readdir(join(path, 'skills'))).not.toContain('.incoming');
  });

  it('does not bring back a skill the user deleted', async () => {
    const { apply, path } = await openProfile();
    await apply();
    await rm(join(path, 'skills', 'custom', 'drop-me'), { recursive: true });
    expect(await apply()).toMatchObject({ ok: true, seeded: ['deep', 'keep-me'] });
  });

  it('leaves skills empty without a bundle of skills', async () => {
    const { apply, path } = await openProfile('none');
    expect(await apply({ keep: ['keep-me'] })).toMatchObject({ ok: true, seeded: [], failed: [], notices: [] });
    expect(await readdir(join(path, 'skills'))).toEqual([]);
    await expect(stat(join(path, 'config.yaml'))).rejects.toThrow('ENOENT');
  });

  it('is no problem when no bundle is found', async () => {
    const { home, ref } = await openTempHome({ env: { bundledSkills: '/nowhere/at/all' } });
    await home.createIdentity(ref, { skills: 'bundle' });
    const answer = await home.applySkills(ref, { mode: 'bundle', keep: [], optional: [] });
    expect(answer).toMatchObject({ ok: true, wrote: {}, notices: [{ code: 'skills/no-bundle' }] });
  });

  it('does not happen in a clone', async () => {
    const { home, apply, path, ref } = await openProfile();
    await apply();
    const copy = { flow: 'flw_2', profile: 'copy' };
    const clone = { from: 'coder', mode: 'config', credentials: 'all' } as const;
    await rm(join(path, 'skills', 'custom'), { recursive: true });
    expect(await home.createIdentity(copy, { skills: 'bundle', clone })).toMatchObject({ ok: true });
    const answer = await home.applySkills(copy, { mode: 'bundle', keep: [], optional: [] });
    expect(answer).toMatchObject({ ok: true, seeded: [], notices: [] });
    expect(ref.profile).toBe('coder');
  });
});

describe('keeping exactly', () => {
  it('disables what is not named, sorted', async () => {
    const { apply, disabled, read } = await openProfile('exactly');
    const answer = await apply({ keep: [' keep-me '] });
    expect(answer).toMatchObject({ ok: true, disabled: ['deep', 'drop-me'], failed: [] });
    expect(await disabled()).toEqual(['deep', 'drop-me']);
    expect(await read('config.yaml')).toBe('skills:\n  disabled:\n    - deep\n    - drop-me\n');
    expect(await apply({ keep: ['keep-me'] })).toEqual(answer);
  });

  it('names what it does not know and disables the rest', async () => {
    const { apply, disabled } = await openProfile('exactly');
    expect(await apply({ keep: ['typo'] })).toMatchObject({
      failed: [{ name: 'typo', problem: { code: 'skill/unknown', nextAction: 'edit-and-retry' } }],
    });
    expect(await disabled()).toEqual(['deep', 'drop-me', 'keep-me']);
  });

  it('disables all of them for an empty list', async () => {
    const { apply } = await openProfile('exactly');
    expect(await apply()).toMatchObject({ disabled: ['deep', 'drop-me', 'keep-me'] });
  });

  it.each([
    [
      'a list',
      '# mine\nskills:\n  disabled: [zeta, "12:30"] # why\n  external_dirs: [x]\n',
      ['12:30', 'deep', 'drop-me', 'zeta'],
    ],
    ['one word', 'skills:\n  disabled: zeta\n', ['deep', 'drop-me', 'zeta']],
    ['nothing', 'skills:\n  disabled:\n', ['deep', 'drop-me']],
  ])('adds to what was disabled before, given as %s', async (_, config, expected) => {
    const { apply, disabled, path } = await openProfile('exactly');
    await writeFile(join(path, 'config.yaml'), config);
    expect(await apply({ keep: ['keep-me'] })).toMatchObject({ disabled: ['deep', 'drop-me'] });
    expect(await disabled()).toEqual(expected);
  });
});

describe('optional skills', () => {
  it('are copied with their category, each by itself', async () => {
    const { apply, read } = await openProfile();
    expect(await apply({ optional: ['evm', 'ghost', 'security/vault'] })).toMatchObject({
      ok: true,
      added: ['evm', 'vault'],
      failed: [{ name: 'ghost', problem: { code: 'skill/unknown' } }],
    });
    expect(await read('skills/blockchain/evm/SKILL.md')).toBe(skill('evm'));
    expect(await read('skills/security/vault/SKILL.md')).toBe(skill('vault'));
  });

  it('stay enabled beside an exact list', async () => {
    const { apply, disabled } = await openProfile('exactly');
    const first = await apply({ optional: ['evm'] });
    expect(first).toMatchObject({ added: ['evm'], disabled: ['deep', 'drop-me', 'keep-me'] });
    expect(await disabled()).toEqual(['deep', 'drop-me', 'keep-me']);
    expect(await apply({ optional: ['evm'] })).toEqual(first);
  });

  it('never replace what stands in their place', async () => {
    const { apply, path, read } = await openProfile();
    await writeTree(join(path, 'skills'), { 'blockchain/evm/SKILL.md': 'mine' });
    expect(await apply({ optional: ['evm', 'vault'] })).toMatchObject({
      added: ['vault'],
      failed: [{ name: 'evm', problem: { code: 'skill/failed' } }],
    });
    expect(await read('skills/blockchain/evm/SKILL.md')).toBe('mine');
  });

  it('never follow a category out of the profile', async () => {
    const { apply, path, base } = await openProfile();
    await mkdir(join(base, 'elsewhere'));
    await symlink(join(base, 'elsewhere'), join(path, 'skills', 'blockchain'));
    expect(await apply({ optional: ['evm'] })).toMatchObject({ failed: [{ problem: { code: 'skill/failed' } }] });
    expect(await readdir(join(base, 'elsewhere'))).toEqual([]);
  });
});

describe('enabling one skill', () => {
  it('takes it off the deny-list', async () => {
    const { apply, home, ref, disabled } = await openProfile('exactly');
    await apply();
    const answer = await home.enableSkill(ref, 'drop-me');
    expect(answer.ok && Object.keys(answer.wrote)).toEqual(['config.yaml']);
    expect(await disabled()).toEqual(['deep', 'keep-me']);
  });

  it('copies it from the bundle or the optional skills', async () => {
    const { home, ref, read } = await openProfile('none');
    const first = await home.enableSkill(ref, 'keep-me');
    expect(first.ok && Object.keys(first.wrote)).toEqual(['skills/custom/keep-me/', 'skills/.bundled_manifest']);
    expect(await home.enableSkill(ref, 'evm')).toMatchObject({ ok: true });
    expect(await read('skills/.bundled_manifest')).toMatch(/^keep-me:[0-9a-f]{32}\n$/);
    expect(await read('skills/blockchain/evm/SKILL.md')).toBe(skill('evm'));
  });

  it('refuses a name nobody has', async () => {
    const { home, ref } = await openProfile();
    expect(await home.enableSkill(ref, 'ghost')).toMatchObject({ ok: false, problem: { code: 'skill/unknown' } });
  });
});

it('a bundle that cannot be read as one fails the seeding by name', async () => {
  const { apply, bundledSkills, path } = await openProfile();
  await writeFile(join(path, 'skills', 'custom'), 'a file in the way');
  expect(await apply()).toMatchObject({ ok: false, problem: { code: 'skills/seed-failed' } });
  expect(await readFile(join(bundledSkills, 'custom', 'DESCRIPTION.md'), 'utf8')).toBe('Custom.');
});
