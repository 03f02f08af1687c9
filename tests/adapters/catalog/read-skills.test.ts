import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSkillReader } from '../../../src/adapters/catalog/read-skills.ts';
import { openTempTree, skillText } from './temp-tree.ts';

const readAll = async (root: string) => {
  const answer = await createSkillReader()(root);
  if (!answer.ok) throw new Error(answer.reason);
  return { skills: answer.items, diagnostics: answer.diagnostics ?? [] };
};

describe('reading a directory of skills', () => {
  it('has what each says of itself', async () => {
    const { root } = await openTempTree({
      'mlops/evaluation/judge/SKILL.md': skillText(
        'judge',
        'version: 1.20\nplatforms: [MacOS, linux]\nmetadata: {hermes: {tags: [a, b]}}\n',
      ),
    });
    expect((await readAll(root)).skills).toEqual([
      {
        name: 'judge',
        description: 'What judge does',
        category: 'mlops/evaluation',
        directory: 'mlops/evaluation/judge',
        platforms: ['macos', 'linux'],
        environments: [],
        tags: ['a', 'b'],
        version: '1.20',
      },
    ]);
  });

  it.each([
    ['no frontmatter', '# Title\n\nFirst words.\n', { name: 'x', description: 'First words.' }],
    [
      'Windows line ends and a byte order mark',
      '\uFEFF---\r\nname: y\r\ndescription: d\r\n---\r\nbody',
      { name: 'y', description: 'd' },
    ],
    ['a number for a name', '---\nname: 42\n---\n', { name: '42', description: '' }],
    ['a list for a description', '---\nname: y\ndescription: [a]\n---\n', { name: 'y', description: '' }],
    ['metadata that is text', '---\nname: y\nmetadata: text\n---\n', { name: 'y', tags: [] }],
    ['tags as text', '---\nname: y\ntags: a, b\n---\n', { name: 'y', tags: ['a', 'b'] }],
    ['nothing', '', { name: 'x', description: '' }],
  ])('takes a skill with %s', async (_, text, expected) => {
    const { root } = await openTempTree({ 'x/SKILL.md': text });
    expect((await readAll(root)).skills).toMatchObject([expected]);
  });

  it('tells of a skill that cannot be understood and goes on', async () => {
    const { root } = await openTempTree({
      'bad/SKILL.md': '---\nname: [\n---\n',
      'list/SKILL.md': '---\n- a\n---\n',
      'good/SKILL.md': skillText('good'),
      'large/SKILL.md': 'x'.repeat(2 * 1024 * 1024),
    });
    const { skills, diagnostics } = await readAll(root);
    expect(skills.map(({ name }) => name)).toEqual(['good']);
    expect(diagnostics.map(({ name }) => name).toSorted()).toEqual(['bad', 'large', 'list']);
  });

  it('passes by what is no skill and names each only once', async () => {
    const { root } = await openTempTree({
      'SKILL.md': skillText('root'),
      'a/one/SKILL.md': skillText('one'),
      'a/one/references/two/SKILL.md': skillText('two'),
      'b/other/SKILL.md': skillText('one'),
      '.hub/quarantine/three/SKILL.md': skillText('three'),
      'node_modules/four/SKILL.md': skillText('four'),
    });
    expect((await readAll(root)).skills.map(({ directory }) => directory)).toEqual(['a/one']);
  });

  it('follows links, but not in circles', async () => {
    const { root } = await openTempTree({ 'elsewhere/linked/SKILL.md': skillText('linked'), 'skills/a/x': '' });
    await symlink('../elsewhere/linked', join(root, 'skills', 'linked'));
    await symlink('../../skills', join(root, 'skills', 'a', 'around'));
    await symlink('nowhere', join(root, 'skills', 'dangling'));
    await symlink('loop', join(root, 'skills', 'loop'));
    const { skills, diagnostics } = await readAll(join(root, 'skills'));
    expect(skills.map(({ name }) => name)).toEqual(['linked']);
    expect(diagnostics.map(({ name }) => name)).toEqual(['loop']);
  });

  it('says why a directory cannot be read', async () => {
    const { root } = await openTempTree({ file: '' });
    const reader = createSkillReader();
    expect(await reader(join(root, 'gone'))).toMatchObject({ ok: false });
    expect(await reader(join(root, 'file'))).toMatchObject({ ok: false });
  });

  it('reads 300 skills in less than 300 ms, and sees the one that changed', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `skill-${index}`);
    const { root, write } = await openTempTree(
      Object.fromEntries(names.map((name, at) => [`category-${at % 12}/${name}/SKILL.md`, skillText(name)])),
    );
    const reader = createSkillReader();
    const start = performance.now();
    const answer = await reader(root);
    expect(performance.now() - start).toBeLessThan(300);
    expect(answer).toMatchObject({ ok: true, items: { length: 300 } });
    await write('category-0/skill-0/SKILL.md', skillText('changed-name'));
    const again = await reader(root);
    expect(again.ok && again.items.some(({ name }) => name === 'changed-name')).toBe(true);
  });
});
