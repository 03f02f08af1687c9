import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIdentifier } from '../../../src/machines/flow/skill-identifier.ts';

const git = (url: string, rest = {}) => ({ kind: 'git', url, ref: null, path: null, skill: null, ...rest });
const github = (owner: string, repo: string, rest = {}) => ({
  kind: 'github',
  owner,
  repo,
  path: null,
  skill: null,
  ...rest,
});

describe('an identifier', () => {
  it.each([
    ['file:///srv/repo', git('file:///srv/repo')],
    [' file:///srv/repo ', git('file:///srv/repo')],
    ['file:///srv/re po#dev', git('file:///srv/re po', { ref: 'dev' })],
    ['file:///srv/repo#@alpha', git('file:///srv/repo', { skill: 'alpha' })],
    ['https://example.org/x/y.git#v1@alpha', git('https://example.org/x/y.git', { ref: 'v1', skill: 'alpha' })],
    ['https://github.com/o/r', git('https://github.com/o/r')],
    ['https://github.com/o/r/tree/main/skills/a', git('https://github.com/o/r.git', { ref: 'main', path: 'skills/a' })],
    ['https://gitlab.com/g/r/-/tree/main/a', git('https://gitlab.com/g/r.git', { ref: 'main', path: 'a' })],
    ['git@example.org:o/r.git', git('git@example.org:o/r.git')],
    ['ssh://git@example.org/o/r.git', git('ssh://git@example.org/o/r.git')],
    ['/srv/skills/a', { kind: 'folder', path: '/srv/skills/a' }],
    ['/srv/../etc/', { kind: 'folder', path: '/etc/' }],
    ['owner/repo', github('owner', 'repo')],
    ['owner/repo@alpha', github('owner', 'repo', { skill: 'alpha' })],
    ['owner/repo/path/to skill', github('owner', 'repo', { path: 'path/to skill' })],
    ['official/blockchain/evm', { kind: 'official' }],
    ['skills-sh/o/r/s', { kind: 'hub' }],
    ['lobehub/x', { kind: 'hub' }],
    ['well-known:https://h/.well-known/skills/x', { kind: 'hub' }],
    ['https://example.org/SKILL.md', { kind: 'hub' }],
    ['技能', { kind: 'hub' }],
  ])('%s is read as what it names', (text, expected) => {
    expect(parseIdentifier(text)).toEqual(expected);
  });

  it.each([
    '-rf',
    '--help',
    '',
    ' \t ',
    'a\nb',
    'a\u0000',
    'a\u007Fb',
    '../..',
    './a',
    '~/a',
    'a/../b',
    'official/../x',
    'a//b',
    '$(x)',
    '`x`',
    'x;y',
    'a/b/$(x)',
    'ext::sh -c x',
    'ssh://-oProxyCommand=x/y',
    'git@-x:y',
    'o/-r',
    'o/r/-x',
    'o/r@-x',
    'https://github.com/o/r/tree/-x',
    'https://github.com/o/r/tree/main/-x',
    'file:///r#-x',
    'file:///r#@-x',
    'file://host/r',
    'https://github.com/o/r/tree/main/../../x',
    'x'.repeat(2049),
  ])('%j is invalid, in words', (text) => {
    expect(parseIdentifier(text)).toEqual({ kind: 'invalid', reason: expect.stringMatching(/^(it|its|a) /) });
  });

  it('never passes on a part that reads as an option or a way out', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '-', '/', '.', '#', '@', ':', ' ', '\n', '$') }), (text) => {
        const parsed = parseIdentifier(text);
        const parts = Object.values(parsed)
          .filter((part) => part !== null)
          .slice(1);
        if (parsed.kind !== 'invalid') for (const part of parts) expect(part).not.toMatch(/^-|\n/);
        if ('path' in parsed) expect(parsed.path?.split('/') ?? []).not.toContain('..');
      }),
    );
  });
});

it('names a folder as Node would, whatever dots and slashes are in it', () => {
  const part = fc.constantFrom('a', 'b', '.', '..', '');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const path = `/${parts.join('/')}`;
      expect(parseIdentifier(path)).toEqual({ kind: 'folder', path: posix.normalize(path) });
    }),
  );
});
