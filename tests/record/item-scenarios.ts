import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFull, files, model, rested, retried, type Scenario } from './making.ts';

/** With a profile to clone, made first. */
const cloned =
  (clone: object, plan: object = {}): Scenario =>
  async (studio, name) => {
    const from = `${name}-source`;
    await rested({ model, mcpServers: [files], soul: 'You were here before.' })(studio, from);
    return rested({ clone: { from, ...clone }, ...plan })(studio, name);
  };

/** What can become of each kind of item. */
export const itemScenarios: Readonly<Record<string, Scenario>> = {
  everything: rested({
    ...{ description: 'Ünïcode ✓', soul: '# You\n\nare careful.\n', user: 'Likes tests.', model, mcpServers: [files] },
    skills: { mode: 'exactly', keep: ['keep-me'], optional: ['evm'] },
    hubSkills: ['works/one', 'works/two'],
  }),
  'no-alias': rested({ alias: false }),
  'alias-taken': async (studio, name) => {
    const bin = join(studio.directory, '.local', 'bin');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, name), '#!/bin/sh\necho mine\n');
    return rested({})(studio, name);
  },
  'env-written': rested({ env: { OPENROUTER_API_KEY: 'or-of-the-corpus' }, model }),
  'env-invalid-name': rested({ env: { 'NOT A NAME': 'x' } }),
  'env-mended': retried({ env: { 'NOT A NAME': 'x' } }, ['env', { A_NAME: 'x' }]),
  'env-disk-full': async (studio, name) => {
    studio.failOnce('writeEnv', { ...diskFull, code: 'env/write-failed' });
    return retried({ env: { KEY: 'x' } }, ['env', { KEY: 'x' }])(studio, name);
  },
  'model-incomplete': rested({ model: { provider: 'openrouter', model: '' } }),
  'model-mended': retried({ model: { provider: 'openrouter', model: '' } }, ['model', model]),
  'model-fails-twice': retried({ model: { provider: '', model: '' } }, [
    'model',
    { provider: 'openrouter', model: '' },
  ]),
  'mcp-missing-command': rested({ mcpServers: [{ name: 'docs' }] }),
  'mcp-mended': retried({ mcpServers: [files, { name: 'docs' }] }, [
    'mcp:docs',
    { name: 'docs', url: 'https://docs.example.test/mcp' },
  ]),
  'mcp-duplicate-name': rested({ mcpServers: [files, { ...files, command: 'uvx' }] }),
  'mcp-renamed': retried({ mcpServers: [files, files] }, ['mcp:fs#2', { ...files, name: 'fs-too' }]),
  'mcp-without-name': rested({
    mcpServers: [
      { name: '', command: 'npx' },
      { name: ' ', command: 'npx' },
    ],
  }),
  'mcp-with-secrets': rested({
    mcpServers: [
      { name: 'gh', command: 'npx', env: { GITHUB_PERSONAL_ACCESS_TOKEN: 'of-the-corpus' } },
      { name: 'api', url: 'https://api.example.test/mcp', headers: { 'X-Api-Key': 'of-the-corpus' } },
    ],
  }),
  'mcp-all-wrong': rested({
    mcpServers: [
      { name: 'a' },
      { name: 'b', command: 'x', url: 'https://b.test' },
      { name: 'c', auth: 'magic', url: 'https://c.test' },
    ],
  }),
  'skills-exactly': rested({ skills: { mode: 'exactly', keep: ['keep-me', 'flat'] } }),
  'skills-unknown': rested({ skills: { mode: 'exactly', keep: ['keep-me', 'nobody-knows'], optional: ['solana'] } }),
  'skill-mended': retried({ skills: { mode: 'exactly', keep: ['nobody-knows'] } }, ['skill:nobody-knows', 'keep-me']),
  'skill-fails-again': retried({ skills: { mode: 'exactly', keep: ['nobody-knows'] } }, ['skill:nobody-knows']),
  'skills-disk-full': async (studio, name) => {
    studio.failOnce('applySkills', diskFull);
    return rested({ skills: { mode: 'bundle' } })(studio, name);
  },
  'skills-tried-again': async (studio, name) => {
    studio.failOnce('applySkills', diskFull);
    return retried({ skills: { mode: 'exactly', keep: ['nobody-knows'] } }, ['skills'])(studio, name);
  },
  'skills-fail-twice': async (studio, name) => {
    studio.failOnce('applySkills', diskFull);
    const id = await rested({})(studio, name);
    studio.failOnce('applySkills', diskFull);
    await studio.retry(id, 'skills');
    await studio.rest(id);
    return id;
  },
  'clone-all': cloned({ mode: 'all' }),
  'clone-config': cloned(
    { mode: 'config' },
    { description: 'like the other', mcpServers: [{ name: 'more', command: 'npx' }] },
  ),
  'install-works': rested({ hubSkills: ['works/one'] }),
  'install-fails': rested({ hubSkills: ['works/one', 'fails/two'] }),
  'install-fails-twice': retried({ hubSkills: ['fails/one'] }, ['install:fails/one']),
  'install-mended': retried({ hubSkills: ['fails/one'] }, ['install:fails/one', 'works/instead']),
  'install-timed-out': rested({ hubSkills: ['slow/one', 'works/two'] }),
  'install-tried-after-time': retried({ hubSkills: ['slow/one'] }, ['install:slow/one', 'works/one']),
  'install-needs-hermes': rested({ hubSkills: ['official/research', 'works/one'] }),
  'install-named-twice': rested({ hubSkills: ['works/one', ' works/one '] }),
};
