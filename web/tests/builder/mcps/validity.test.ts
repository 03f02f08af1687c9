import { describe, expect, it } from 'vitest';
import type { McpDraft } from '../../../src/builder/draft.ts';
import type { Secrets } from '../../../src/builder/secrets.ts';
import { mcpErrors } from '../../../src/builder/validity/mcps.ts';
import { en } from '../../../src/i18n/en.ts';
import { draftWith, http, stdio } from './servers.ts';

const { errors: words } = en.builderMcps;
const told = (servers: readonly McpDraft[], secrets: Secrets = {}) =>
  mcpErrors({ draft: draftWith(...servers), secrets }).map(({ field, isMissing, say }) => [field, isMissing, say(en)]);

describe('a server', () => {
  it.each([
    ['a command', stdio({ args: "'a b' c", env: ['TZ', ''] })],
    ['an address', http({ auth: 'headers', headers: ['X-Key'] })],
    ['an address that Hermes fills in', http({ url: 'https://${HOST}/mcp' })],
    ['a name with blanks, as Hermes takes it', stdio({ name: 'We Ird/.n' })],
  ])('with %s is whole', (_, server) => {
    expect(told([server])).toEqual([]);
  });

  it('without a name or a command is missing them', () => {
    expect(told([stdio({ name: ' ', command: '' })])).toEqual([
      ['mcpServers.k.name', true, words.nameMissing],
      ['mcpServers.k.command', true, words.commandMissing],
    ]);
  });

  it.each([
    [stdio({ args: "a 'b" }), 'args', words.openQuote],
    [http({ url: 'ftp://example.org' }), 'url', words.urlInvalid],
    [http({ url: 'https://' }), 'url', words.urlInvalid],
    [stdio({ env: ['OK', '1ST'] }), 'env.1', words.names.env],
    [http({ auth: 'headers', headers: ['X Key'] }), 'headers.0', words.names.headers],
  ])('is wrong at its field: %o', (server, field, text) => {
    expect(told([server])).toEqual([[`mcpServers.k.${field}`, false, text]]);
  });

  it('is not judged by what its other transport has', () => {
    expect(told([stdio({ url: 'ftp://x', headers: ['X Key'] }), http({ name: 'b', args: "'", env: ['1'] })])).toEqual(
      [],
    );
  });

  it('whose value has no name is missing it', () => {
    expect(told([stdio({ env: [''] })], { 'mcp.k.env.': 'x' })).toEqual([
      ['mcpServers.k.env.0', true, words.valueWithoutName],
    ]);
  });
});

describe('two servers', () => {
  it('cannot have one name: the second is told', () => {
    expect(told([stdio(), stdio({ key: 'l', name: ' mine ' })])).toEqual([
      ['mcpServers.l.name', false, words.nameTaken('mine')],
    ]);
  });

  it('cannot have names that make one key of .env', () => {
    const first = http({ name: 'my-server', auth: 'bearer' });
    expect(told([first, http({ key: 'l', name: 'my_server', auth: 'bearer' })])).toEqual([
      ['mcpServers.l.name', false, words.sharesKey('my-server')],
    ]);
    expect(told([first, http({ key: 'l', name: 'my_server', auth: 'oauth' })])).toEqual([]);
  });
});
