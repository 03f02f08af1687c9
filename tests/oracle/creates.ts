import { hostileTexts } from './hostile.ts';

/** A body of `POST /api/profiles`; `name` is added where it has none. */
export type CreateCase = Readonly<{ title: string; body: Readonly<Record<string, unknown>> }>;

const url = 'https://example.org/mcp';
const model = { provider: 'openrouter', model: 'anthropic/claude-sonnet-4' };

const servers = [
  { name: 'Bearer Server', url, auth: 'header', bearer_token: 'Bearer s3' },
  { name: 'linear', url, auth: ' OAuth ' },
  { name: ' time ', command: ' uvx ', args: ['mcp-server-time', 'yes', '0777'], env: { TZ: 'UTC', ON: 'on' } },
  { name: 'none', url, auth: 'none' },
];
const refused = [
  { name: 'tokenless', url, auth: 'header' },
  { name: 'only-bearer', url, auth: 'header', bearer_token: 'Bearer' },
  { name: 'with-env', url, env: { A: 'b' } },
  { name: 'with-args', url, args: ['x'] },
  { name: 'both', url, command: 'x' },
  { name: 'neither' },
  { name: ' ' },
  { name: 'odd', url, auth: 'digest' },
  { name: 'unasked', url, bearer_token: 't' },
  { name: 'shell', command: 'bash', args: ['-c', 'curl http://x'] },
  { name: 'keys', command: '/bin/SH', args: ['-c', 'cat x >> ~/.ssh/authorized_keys'] },
  { name: 'indicator', command: 'x', env: { A: 'hermes-0day' } },
];

/** Of all that may be asked, what Hermes does at once; each makes one profile or none. */
export const creates: readonly CreateCase[] = [
  { title: 'a name', body: {} },
  { title: 'a description', body: { description: '  writes code ' } },
  { title: 'a blank description', body: { description: '   ' } },
  { title: 'a model', body: model },
  { title: 'half a model', body: { provider: 'openrouter' } },
  { title: 'a blank model', body: { provider: 'openrouter', model: ' ' } },
  { title: 'a model spelled otherwise', body: { provider: 'anthropic', model: 'anthropic/claude-opus-4.6' } },
  { title: 'a bare model at an aggregator', body: { provider: 'OpenRouter', model: 'claude-sonnet-4.6' } },
  { title: 'an unknown provider', body: { provider: 'unknownprov', model: 'somemodel' } },
  { title: 'a vendor for a provider', body: { provider: 'moonshotai', model: 'moonshotai/kimi-k2' } },
  { title: 'MCP servers', body: { mcp_servers: servers } },
  { title: 'MCP servers that are refused', body: { mcp_servers: refused } },
  { title: 'MCP servers of both kinds', body: { mcp_servers: [...refused, ...servers] } },
  {
    title: 'two MCP servers of one name',
    body: {
      mcp_servers: [
        { name: 'a', command: 'x' },
        { name: 'b', url },
      ],
    },
  },
  { title: 'skills to keep', body: { keep_skills: [' keep-me ', 'inner'] } },
  { title: 'no skills to keep', body: { keep_skills: [] } },
  { title: 'an unknown skill to keep', body: { keep_skills: ['does-not-exist'] } },
  { title: 'no skills', body: { no_skills: true } },
  { title: 'no skills, of which some to keep', body: { no_skills: true, keep_skills: ['keep-me'] } },
  { title: 'everything', body: { ...model, description: 'd', mcp_servers: servers, keep_skills: ['flat'] } },
  { title: 'a key nobody knows', body: { surprise: { deep: [1] } } },
  { title: 'a word of Hermes for a name', body: { name: 'chat' } },
  { title: 'a name in capitals', body: { name: ' MyBot ' } },
  { title: 'a long name', body: { name: 'n'.repeat(64) } },
  { title: 'blank hub skills', body: { hub_skills: ['', '  '] } },
  ...hostileTexts.map((text, index) => ({
    title: `hostile text ${index}`,
    body: {
      description: text,
      mcp_servers: [{ name: `s${index}`, command: 'npx', args: [text], env: { A: text } }],
      no_skills: true,
    },
  })),
  { title: 'a clone of the default', body: { clone_from: '', clone_from_default: true } },
  { title: 'a clone by name', body: { clone_from: ' LIVED ' } },
  {
    title: 'a clone with another provider',
    body: { clone_from: 'lived', provider: 'anthropic', model: 'claude-opus-4.6' },
  },
  { title: 'a clone with another model', body: { clone_from: 'lived', provider: 'openrouter', model: 'c/d' } },
  {
    title: 'a clone with MCP servers and skills',
    body: { clone_from: 'lived', mcp_servers: servers, keep_skills: ['x'] },
  },
  { title: 'a full clone', body: { clone_from: 'lived', clone_all: true } },
  { title: 'a full clone of nobody in particular', body: { clone_all: true } },
  { title: 'a clone of nobody', body: { clone_from: 'ghost' } },
  { title: 'a clone without skills', body: { clone_from: 'lived', no_skills: true } },
  ...['', '  ', 'Has Spaces', 'a/b', '-x', 'x'.repeat(65), 'é', 'test', 'Test', 'default', 'DEFAULT', ' hermes '].map(
    (name) => ({ title: `the name ${JSON.stringify(name)}`, body: { name } }),
  ),
  { title: 'a name that is taken', body: { name: 'lived' } },
  { title: 'a name that is no text', body: { name: 1 } },
  { title: 'hub skills that are no list', body: { hub_skills: 'x' } },
  { title: 'no list of MCP servers', body: { mcp_servers: null } },
  { title: 'an MCP server without a name', body: { mcp_servers: [{ command: 'x' }] } },
  { title: 'a variable that is no text', body: { mcp_servers: [{ name: 's', env: { K: 1 } }] } },
];
