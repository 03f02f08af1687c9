import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isScalar, parse, parseDocument } from 'yaml';
import { describe, expect, it } from 'vitest';
import { fresh, openTempHome } from './temp-home.ts';

const nasty = `# a config of someone else
%s
defaults: &defaults
  retries: 0777      # octal to some
  on: yes
  since: 2026-01-01
  at: 12:30
  big: 1_000
anchored: *defaults
merged:
  <<: *defaults
  extra: !!str 5
quoted: 'it''s'
double: "tab\\there"
folded: >-
  one
  two
literal: |
  line 1
    line 2
flow: {a: [1, two, "three"], b: ~}
empty:
? complex key
: its value
- not: here
`
  .replace('%s\n', '')
  .replace('- not: here\n', '');

const openProfile = async (text: string) => {
  const temp = await openTempHome();
  await temp.home.createIdentity(temp.ref, fresh);
  const file = join(temp.path, 'config.yaml');
  await writeFile(file, text);
  return { ...temp, file };
};

describe('an edit of config.yaml', () => {
  it('means the same as before to a reader of YAML 1.1, but for what was written', async () => {
    const { home, ref, file } = await openProfile(nasty);
    await home.writeModel(ref, { provider: 'openrouter', model: 'a/b' });
    await home.writeMcp(ref, { name: 'on', command: 'x', args: ['0777'] });
    const text = await readFile(file, 'utf8');
    const options = { version: '1.1', merge: true } as const;
    expect(parse(text, options)).toEqual({
      ...parse(nasty, options),
      model: { provider: 'openrouter', default: 'a/b' },
      mcp_servers: { on: { command: 'x', args: ['0777'] } },
    });
    for (const kept of [
      '# a config of someone else',
      '# octal to some',
      "'it''s'",
      '&defaults',
      '1_000',
      '12:30',
      'on: yes',
    ])
      expect(text).toContain(kept);
  });

  it('keeps the comments beside the block it edits', async () => {
    const { home, ref, file } = await openProfile(
      'model: # the brain\n  # who\n  provider: openrouter # paid\n  default: x # big\n\n# servers\nmcp_servers: {} # none yet\n',
    );
    await home.writeModel(ref, { provider: 'openrouter', model: 'a/b' });
    await home.writeMcp(ref, { name: 's', command: 'x' });
    const text = await readFile(file, 'utf8');
    for (const comment of ['# the brain', '# who', '# servers', '# none yet']) expect(text).toContain(comment);
    const servers = parseDocument(text).get('mcp_servers', true);
    expect(isMap(servers) && servers.flow).not.toBe(true);
    expect(isScalar(parseDocument(text).getIn(['mcp_servers', 's', 'command'], true))).toBe(true);
  });

  it('never sees the secrets of another profile', async () => {
    const { home, ref, root } = await openProfile('');
    await home.writeMcp(ref, { name: 's', url: 'https://x', auth: 'header', bearerToken: 'sec' });
    await expect(readFile(join(root, '.env'))).rejects.toThrow('ENOENT');
  });
});
