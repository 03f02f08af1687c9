import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Scanner } from '../../../src/adapters/hub/hermes-scanner.ts';
import { createLocalReader } from '../../../src/adapters/hub/local-reader.ts';
import { needs } from '../../fixtures/needs.ts';
import { skillText } from '../catalog/temp-tree.ts';
import { type Lab, openLab } from './open-lab.ts';

const soon = () => AbortSignal.timeout(10_000);
const readerOf = (lab: Lab, scanner: Scanner | null = null) =>
  createLocalReader({ useSkill: lab.useSkill, scanner, scansDirectory: join(lab.root, 'scans') });
const preview = (lab: Lab, identifier: string) => readerOf(lab).preview(identifier, soon());

describe('a preview of an optional skill', () => {
  const open = () =>
    openLab({
      'optional/chain/evm/SKILL.md': `\uFEFF${skillText('evm').replaceAll('\n', '\r\n')}`,
      'optional/chain/evm/scripts/run.py': '1',
      'optional/chain/evm/scripts/__pycache__/run.pyc': '1',
      'optional/chain/evm/.hidden': '1',
      'optional/named/other-name/SKILL.md': skillText('called'),
    });

  it.each(['official/chain/evm', 'official/evm', 'official/elsewhere/evm', ' official/chain/evm '])(
    'is found by %s, with its text byte for byte and the files Hermes takes',
    async (identifier) => {
      expect(await preview(await open(), identifier)).toEqual({
        ok: true,
        ...{ name: 'evm', description: 'What evm does', source: 'official', identifier: 'official/chain/evm' },
        ...{ trust: 'builtin', repo: 'NousResearch/hermes-agent', path: 'chain/evm', tags: [] },
        skillMd: `\uFEFF${skillText('evm').replaceAll('\n', '\r\n')}`,
        files: ['SKILL.md', 'scripts/run.py'],
      });
    },
  );

  it('is found by the name in its frontmatter', async () => {
    expect(await preview(await open(), 'official/called')).toMatchObject({ identifier: 'official/named/other-name' });
  });

  it('is not there for a name Hermes does not ship, nor without optional skills', async () => {
    expect(await preview(await open(), 'official/ghost')).toMatchObject({ code: 'hub/not-found' });
    expect(await preview(await openLab(), 'official/evm')).toMatchObject({
      code: 'hub/needs-hermes',
      message: expect.stringContaining('optional') as string,
    });
  });
});

describe('a preview of a folder', () => {
  it('is of the skill in it, also further down', async () => {
    const lab = await openLab({ 'in/one/SKILL.md': skillText('one'), 'in/one/data/list.txt': 'x', 'in/README.md': '' });
    const [inner, outer] = [await preview(lab, `${lab.root}/in/one`), await preview(lab, `${lab.root}/in`)];
    expect(inner).toMatchObject({ ok: true, name: 'one', source: 'folder', files: ['SKILL.md', 'data/list.txt'] });
    expect(outer).toMatchObject({ ok: true, name: 'one', identifier: `${lab.root}/in` });
  });

  it('names the skills where there are several', async () => {
    const lab = await openLab({ 'in/one/SKILL.md': skillText('one'), 'in/two/SKILL.md': skillText('two') });
    expect(await preview(lab, `${lab.root}/in`)).toMatchObject({ code: 'hub/several-skills', names: ['one', 'two'] });
  });

  it('follows no link', async () => {
    const lab = await openLab({ 'in/SKILL.md': skillText('one') });
    await symlink('/etc/passwd', join(lab.root, 'in/notes.md'));
    const answer = await preview(lab, `${lab.root}/in`);
    expect(answer).toMatchObject({
      code: 'hub/unsafe-content',
      message: expect.stringContaining('notes.md') as string,
    });
  });

  it('tells apart what is missing, holds no skill, is too large, and is no identifier', async () => {
    const lab = await openLab({
      'empty/README.md': '',
      'large/SKILL.md': `${skillText('a')}${'x'.repeat(1024 * 1024)}`,
    });
    const codeOf = async (identifier: string) => {
      const answer = await preview(lab, identifier);
      return answer.ok || answer.code;
    };
    expect(await codeOf(`${lab.root}/gone`)).toBe('hub/not-found');
    expect(await codeOf(`${lab.root}/empty`)).toBe('hub/not-found');
    expect(await codeOf(`${lab.root}/large`)).toBe('hub/not-found');
    expect(await codeOf('')).toBe('hub/identifier-invalid');
    expect(await codeOf('-x')).toBe('hub/identifier-invalid');
    expect(await codeOf('./x')).toBe('hub/identifier-invalid');
    expect(await codeOf('lobehub/x')).toBe('hub/needs-hermes');
    expect(await codeOf('https://x.example/.well-known/skills/a')).toBe('hub/needs-hermes');
  });
});

describe('a preview of a repository', needs('git'), () => {
  const two = { 'skills/alpha/SKILL.md': skillText('alpha'), 'skills/alpha/a.sh': '', 'b/SKILL.md': skillText('beta') };

  it('is of the skill that is named by fragment, path, or as the registry and Hermes name it', async () => {
    const lab = await openLab();
    const url = await lab.repository('repo', { files: two });
    await lab.repository('github/o/r.git', { files: two });
    const identifiers = [`${url}#@alpha`, `${url}#main@Alpha`, 'o/r/skills/alpha', 'o/r@alpha', 'skills-sh/o/r/alpha'];
    for (const identifier of identifiers)
      expect(await preview(lab, identifier)).toMatchObject({ ok: true, name: 'alpha', files: ['SKILL.md', 'a.sh'] });
    expect(await preview(lab, 'o/r')).toMatchObject({ code: 'hub/several-skills', names: ['beta', 'alpha'] });
    expect(await preview(lab, `${url}#@gone`)).toMatchObject({ code: 'hub/not-found', names: ['beta', 'alpha'] });
    expect(await preview(lab, 'o/r/gone')).toMatchObject({ code: 'hub/not-found' });
  });

  it('is of the skill at its top, with everything there', async () => {
    const lab = await openLab();
    const url = await lab.repository('top', { files: { ...two, 'SKILL.md': skillText('whole') } });
    const files = ['SKILL.md', 'b/SKILL.md', 'skills/alpha/SKILL.md', 'skills/alpha/a.sh'];
    expect(await preview(lab, url)).toMatchObject({ ok: true, name: 'whole', path: '', files });
  });

  it('is refused for a skill with a link, and only for that', async () => {
    const lab = await openLab();
    const links = { 'skills/alpha/notes.md': '/etc/passwd' };
    const url = await lab.repository('repo', { files: two, links });
    expect(await preview(lab, `${url}#@alpha`)).toMatchObject({ code: 'hub/unsafe-content' });
    expect(await preview(lab, `${url}#@beta`)).toMatchObject({ ok: true });
  });

  it('says in git’s words why there is none', async () => {
    const lab = await openLab();
    expect(await preview(lab, 'o/gone/x')).toMatchObject({
      code: 'hub/source-failed',
      message: expect.stringContaining('fatal') as string,
    });
  });
});

describe('a scan', () => {
  it('is not made up without a scanner', async () => {
    const lab = await openLab({ 'one/SKILL.md': skillText('one') });
    expect(await readerOf(lab).scan(`${lab.root}/one`, soon())).toMatchObject({
      code: 'hub/no-scanner',
      message: expect.stringContaining('Hermes') as string,
    });
  });

  it('sees a plain copy, and is told where it comes from as far as trust goes', needs('git'), async () => {
    const lab = await openLab({ 'optional/a/evm/SKILL.md': skillText('evm') });
    await chmod(join(lab.root, 'optional/a/evm/SKILL.md'), 0o755);
    await lab.repository('github/openai/skills.git', { files: { 'x/pdf/SKILL.md': skillText('pdf') } });
    await mkdir(join(lab.root, 'in'));
    await writeFile(join(lab.root, 'in/SKILL.md'), skillText('in'));
    const seen: unknown[] = [];
    const scanner: Scanner = async ({ directory, source }) => {
      const { mode } = await stat(join(directory, 'SKILL.md'));
      seen.push([directory.split('/').at(-1), source, mode & 0o777, await readdir(directory)]);
      const text = await readFile(join(directory, 'SKILL.md'), 'utf8');
      return { ok: false, code: 'hub/scan-failed', message: text.slice(0, 20) };
    };
    const reader = readerOf(lab, scanner);
    for (const identifier of ['official/a/evm', 'openai/skills@pdf', `${lab.root}/in`])
      expect(await reader.scan(identifier, soon())).toMatchObject({
        message: expect.stringContaining('name:') as string,
      });
    expect(seen).toEqual([
      ['evm', 'official', 0o600, ['SKILL.md']],
      ['pdf', 'openai/skills/x/pdf', 0o600, ['SKILL.md']],
      ['in', `${lab.root}/in`, 0o600, ['SKILL.md']],
    ]);
    expect(await readdir(join(lab.root, 'scans'))).toEqual([]);
  });
});
