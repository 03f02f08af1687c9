import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { createHermesSource } from '../../../src/adapters/catalog/hermes-source.ts';
import { catalogSkillsSchema, profileSkillsSchema } from '../../../src/http/catalog-schema.ts';
import { openTempTree, skillText } from '../../adapters/catalog/temp-tree.ts';
import { createAppFixture, readProblem } from '../fixture-app.ts';

const SKILLS = 'profiles/coder/skills';

const openApp = async (files: Record<string, string> = {}) => {
  const { root, write } = await openTempTree({ 'profiles/coder/SOUL.md': '', ...files });
  const source = createHermesSource({ bundledSkills: join(root, 'bundle'), optionalSkills: join(root, 'optional') });
  const fixture = createAppFixture({ root, sources: [source] });
  onTestFinished(fixture.close);
  const list = async (profile = 'coder') => {
    const response = await fixture.get(`/api/skills?profile=${profile}`);
    const sources: unknown = JSON.parse(response.headers.get('catalog-sources') ?? 'null');
    return { skills: profileSkillsSchema.parse(await response.json()), sources };
  };
  const config = async () => await readFile(join(root, 'profiles/coder/config.yaml'), 'utf8');
  return { ...fixture, root, write, list, config };
};

describe('GET /api/skills', () => {
  it('has the skills on the disk of the profile as Hermes tells of them', async () => {
    const { list, root } = await openApp({
      [`${SKILLS}/mlops/evaluation/judge/SKILL.md`]: skillText('judge'),
      [`${SKILLS}/security/1password/SKILL.md`]: skillText('1password'),
      [`${SKILLS}/mine/SKILL.md`]: skillText('mine'),
      [`${SKILLS}/apple/findmy/SKILL.md`]: skillText('findmy', 'platforms: [macos]\n'),
      [`${SKILLS}/boards/cards/SKILL.md`]: skillText('cards', 'environments: [kanban]\n'),
      [`${SKILLS}/.bundled_manifest`]: 'judge:0123\nfindmy:4567\n',
      [`${SKILLS}/.hub/lock.json`]: JSON.stringify({
        version: 1,
        installed: { other: { install_path: 'security/1password' }, broken: 3 },
      }),
      [`${SKILLS}/.usage.json`]: JSON.stringify({ mine: { use_count: 2, view_count: 1, patch_count: 'x' }, judge: 1 }),
      'profiles/coder/config.yaml': 'skills:\n  disabled: [judge]\n',
    });
    const { skills, sources } = await list();
    expect(skills).toEqual([
      {
        name: 'mine',
        description: 'What mine does',
        category: null,
        enabled: true,
        usage: 3,
        provenance: 'agent',
      },
      {
        name: 'judge',
        description: 'What judge does',
        category: 'mlops',
        enabled: false,
        usage: 0,
        provenance: 'bundled',
      },
      {
        name: '1password',
        description: 'What 1password does',
        category: 'security',
        enabled: true,
        usage: 0,
        provenance: 'hub',
      },
    ]);
    expect(sources).toEqual([{ id: 'profile', label: join(root, SKILLS), ok: true }]);
  });

  it('has those of other directories the profile points to, its own first', async () => {
    const { root, write, list } = await openApp({
      [`${SKILLS}/mine/SKILL.md`]: skillText('mine'),
      'shared/mine/SKILL.md': skillText('mine').replace('What', 'Not what'),
      'shared/ours/SKILL.md': skillText('ours'),
      'config.yaml': '',
    });
    const dirs = `[~/shared, ${root}/gone, relative]`;
    await write('profiles/coder/config.yaml', `skills: {external_dirs: ${dirs}}\n`);
    const { skills } = await list();
    expect(skills.map(({ name, description }) => [name, description])).toEqual([
      ['mine', 'What mine does'],
      ['ours', 'What ours does'],
    ]);
  });

  it('answers although files are broken, and says what could not be read', async () => {
    const { list, root, write } = await openApp({
      [`${SKILLS}/mine/SKILL.md`]: skillText('mine'),
      [`${SKILLS}/.hub/lock.json`]: '[]',
      [`${SKILLS}/.usage.json`]: 'null',
      'profiles/coder/config.yaml': 'skills: [',
    });
    const first = await list();
    expect(first.skills).toHaveLength(1);
    expect(first.sources).toMatchObject([{ id: 'profile', ok: false, reason: expect.stringContaining('config.yaml') }]);
    await write('profiles/coder/config.yaml', '');
    await rm(join(root, SKILLS), { recursive: true });
    await symlink('skills', join(root, SKILLS));
    expect(await list()).toMatchObject({
      skills: [],
      sources: [{ ok: false, reason: expect.stringContaining('circle') }],
    });
    await mkdir(join(root, 'profiles/bare'));
    expect(await list('bare')).toMatchObject({ skills: [], sources: [{ ok: false, reason: 'it is not there' }] });
  });

  it('knows no profile that is not there', async () => {
    const { get } = await openApp();
    const response = await get('/api/skills?profile=nobody');
    expect([response.status, (await readProblem(response)).code]).toEqual([404, 'profile/not-found']);
    expect((await get('/api/skills?profile=A')).status).toBe(400);
  });
});

describe('PUT /api/skills/toggle', () => {
  it('puts a name on the deny-list and takes it off, keeping the rest of the file', async () => {
    const { put, config } = await openApp({
      'profiles/coder/config.yaml': '# mine\nskills:\n  disabled: [b] # these\nother: 0777\n',
    });
    const off = await put('/api/skills/toggle', { name: 'a', enabled: false, profile: 'coder' });
    expect([off.status, await off.json()]).toEqual([200, { ok: true, name: 'a', enabled: false }]);
    expect(parse(await config())).toMatchObject({ skills: { disabled: ['a', 'b'] } });
    for (const name of ['a', 'b', 'unknown'])
      expect((await put('/api/skills/toggle?profile=coder', { name, enabled: true })).status).toBe(200);
    expect(parse(await config())).toMatchObject({ skills: { disabled: [] } });
    expect(await config()).toMatch(/^# mine\n[\s\S]*other: 0777\n$/);
  });

  it('leaves a config.yaml alone that it cannot understand', async () => {
    const { put, config } = await openApp({ 'profiles/coder/config.yaml': 'skills: [' });
    const response = await put('/api/skills/toggle', { name: 'a', enabled: false, profile: 'coder' });
    expect([response.status, (await readProblem(response)).code]).toEqual([500, 'profile/not-written']);
    expect(await config()).toBe('skills: [');
  });

  it('loses none of several changes asked for at once', async () => {
    const { put, config } = await openApp();
    const names = Array.from({ length: 12 }, (_, index) => `skill-${String(index).padStart(2, '0')}`);
    await Promise.all(
      names.map(async (name) => await put('/api/skills/toggle', { name, enabled: false, profile: 'coder' })),
    );
    expect(parse(await config())).toMatchObject({ skills: { disabled: names } });
  });
});

describe('GET /api/skills/content', () => {
  it('has the text of a skill by the name of its directory or its own', async () => {
    const { get, root } = await openApp({ [`${SKILLS}/a/folder/SKILL.md`]: skillText('named') });
    for (const name of ['folder', 'named']) {
      const answer: unknown = await (await get(`/api/skills/content?name=${name}&profile=coder`)).json();
      expect(answer).toEqual({ name, content: skillText('named'), path: join(root, SKILLS, 'a/folder/SKILL.md') });
    }
  });

  it.each(['gone', '../../SOUL.md', '/etc/passwd', 'a'])('has nothing for %s', async (name) => {
    const { get } = await openApp({ [`${SKILLS}/a/folder/SKILL.md`]: skillText('named') });
    const response = await get(`/api/skills/content?profile=coder&name=${encodeURIComponent(name)}`);
    expect([response.status, (await readProblem(response)).code]).toEqual([404, 'skill/not-found']);
  });
});

describe('skills of a profile that is not there yet', () => {
  it('are those of the bundle and the optional ones', async () => {
    const { get } = await openApp({
      'bundle/custom/keep-me/SKILL.md': skillText('keep-me', 'tags: [a]\n'),
      'optional/blockchain/evm/SKILL.md': skillText('evm'),
      'optional/bad/SKILL.md': '---\n[\n---\n',
    });
    const bundle = catalogSkillsSchema.parse(await (await get('/api/skills/bundle')).json());
    expect(bundle).toEqual({
      skills: [
        {
          name: 'keep-me',
          description: 'What keep-me does',
          category: 'custom',
          platforms: [],
          tags: ['a'],
          version: null,
          identifier: 'official/custom/keep-me',
          origin: 'hermes',
        },
      ],
      diagnostics: [],
      sources: [{ id: 'hermes', label: 'the installed Hermes', ok: true }],
    });
    const optional = catalogSkillsSchema.parse(await (await get('/api/skills/optional')).json());
    expect(optional.skills).toMatchObject([{ name: 'evm', identifier: 'official/blockchain/evm' }]);
    expect(optional.diagnostics).toMatchObject([{ name: 'bad', kind: 'invalid' }]);
  });

  it('are none where there is no Hermes, and it is said why', async () => {
    const { get } = await openApp();
    const { skills, sources } = catalogSkillsSchema.parse(await (await get('/api/skills/bundle')).json());
    expect(skills).toEqual([]);
    expect(sources).toMatchObject([{ id: 'hermes', ok: false, reason: expect.stringContaining('not there') }]);
  });
});
