import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../src/adapters/catalog/parse-manifest.ts';
import { createManifestReader } from '../../../src/adapters/catalog/read-manifests.ts';
import { openTempTree } from './temp-tree.ts';

const good = (name: string) =>
  `manifest_version: 1\nname: ${name}\ndescription: D\ntransport: {type: stdio, command: npx}\n`;

describe('reading MCP manifests', () => {
  it('reads every kind of entry', () => {
    const text = `
manifest_version: 1
name: n8n
description: "  Workflows "
source: https://n8n.example
transport: {type: stdio, command: node, args: ["\${INSTALL_DIR}/x.js", 8080], version: "1", env: {MODE: stdio}}
auth:
  type: api_key
  env:
    - {name: N8N_KEY, prompt: Your key}
    - {name: N8N_URL, required: false, secret: false, default: 5678}
install: {type: git, url: https://git.example/n8n, ref: v1, bootstrap: [npm ci]}
tools: {default_enabled: [list]}
post_install: |
  Restart.
`;
    expect(parseManifest(text)).toEqual({
      ok: true,
      server: {
        name: 'n8n',
        description: 'Workflows',
        source: 'https://n8n.example',
        transport: {
          type: 'stdio',
          command: 'node',
          args: ['${INSTALL_DIR}/x.js', '8080'],
          url: null,
          env: { MODE: 'stdio' },
        },
        auth: {
          type: 'api_key',
          env: [
            { name: 'N8N_KEY', prompt: 'Your key', required: true, secret: true, default: '' },
            { name: 'N8N_URL', prompt: 'N8N_URL', required: false, secret: false, default: '5678' },
          ],
        },
        install: { url: 'https://git.example/n8n', ref: 'v1', bootstrap: ['npm ci'] },
        defaultEnabled: ['list'],
        postInstall: 'Restart.\n',
      },
    });
  });

  const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const nine = (level: number) => `*${levels[level - 1]},`.repeat(9);
  const lines = levels.map((name, level) => `${name}: &${name} [${level === 0 ? 'x,'.repeat(9) : nine(level)}]`);
  const bomb = `${lines.join('\n')}\nmanifest_version: 1\n`;
  it.each([
    ['nothing', '', 'invalid', /manifest/],
    ['a list', '- a', 'invalid', /not a map/],
    ['no YAML', 'name: [', 'invalid', /./],
    ['no version', 'name: x', 'invalid', /missing/],
    ['a later version', 'manifest_version: 2\nname: x', 'future_manifest', /2/],
    ['a word for a version', 'manifest_version: one', 'invalid', /one/],
    ['a path for a name', good('../x'), 'invalid', /name/],
    ['no description', good('x').replace('description: D\n', ''), 'invalid', /description/],
    ['an unknown transport', good('x').replace('stdio', 'carrier-pigeon'), 'invalid', /transport/],
    ['no command', good('x').replace(', command: npx', ''), 'invalid', /command/],
    ['another scheme', good('x').replace('stdio, command: npx', 'http, url: "file:///etc/passwd"'), 'invalid', /url/],
    ['a variable that is none', `${good('x')}auth: {type: api_key, env: [{name: "A B"}]}`, 'invalid', /name/],
    ['an install that is not git', `${good('x')}install: {type: curl, url: u, ref: r}`, 'invalid', /install/],
    ['aliases that multiply', bomb, 'invalid', /alias/i],
    ['a key that reaches into objects', `${good('x')}__proto__: {polluted: yes}\n`, null, /./],
  ])('says what is wrong with %s', (_, text, kind, message) => {
    const parsed = parseManifest(text);
    expect(parsed.ok ? null : parsed.kind).toBe(kind);
    if (!parsed.ok) expect(parsed.message).toMatch(message);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('has the good ones in order and tells of the others, whatever lies in the directory', async () => {
    const { root } = await openTempTree({
      'b/manifest.yaml': good('b'),
      'a/manifest.yaml': good('a'),
      'later/manifest.yaml': 'manifest_version: 9\nname: later',
      'large/manifest.yaml': `${good('large')}# ${'x'.repeat(300_000)}`,
      'a-directory/manifest.yaml/x': '',
      'empty/README.md': '',
      'file.txt': '',
    });
    await symlink('manifest.yaml', join(root, 'empty', 'manifest.yaml'));
    const answer = await createManifestReader()(root);
    if (!answer.ok) throw new Error(answer.reason);
    expect(answer.items.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(answer.diagnostics?.map(({ name, kind }) => [name, kind])).toEqual([
      ['a-directory', 'invalid'],
      ['empty', 'invalid'],
      ['large', 'invalid'],
      ['later', 'future_manifest'],
    ]);
  });

  it('says why a directory cannot be read', async () => {
    const { root } = await openTempTree({ file: '' });
    const read = createManifestReader();
    expect(await read(join(root, 'gone'))).toMatchObject({ ok: false, reason: expect.stringContaining('not there') });
    expect(await read(join(root, 'file'))).toMatchObject({ ok: false });
  });

  it('sees a manifest that was changed', async () => {
    const { root, write } = await openTempTree({ 'x/manifest.yaml': good('x') });
    const read = createManifestReader();
    await read(root);
    await write('x/manifest.yaml', good('renamed'));
    expect(await read(root)).toMatchObject({ ok: true, items: [{ name: 'renamed' }] });
  });
});
