import { describe, expect, it } from 'vitest';
import { readMcpSnippet } from '../../src/machines/blueprint/read-mcp-snippet.ts';

const github = {
  command: 'docker',
  args: ['run', '-i', '--rm', '-e', 'GITHUB_TOKEN', 'ghcr.io/github/github-mcp-server'],
  env: { GITHUB_TOKEN: '<YOUR_TOKEN>' },
};

describe('a snippet', () => {
  it.each([
    ['Claude and Cursor', { mcpServers: { github } }],
    ['VS Code', { servers: { github } }],
    ['settings of VS Code', { mcp: { servers: { github } } }],
    ['Hermes', { mcp_servers: { github } }],
    ['a map without a key', { github }],
  ])('of %s gives its servers by name, without what holds a place', (_, snippet) => {
    expect(readMcpSnippet(JSON.stringify(snippet, null, 2))).toEqual([
      { name: 'github', command: 'docker', args: github.args, env: { GITHUB_TOKEN: '' } },
    ]);
  });

  it('may lack its outer braces, end in a comma, and have comments', () => {
    const text = `// in settings.json\n"fs": { "command": "npx", "args": ["-y", "a b"], },`;
    expect(readMcpSnippet(text)).toEqual([{ name: 'fs', command: 'npx', args: ['-y', 'a b'], env: {} }]);
  });

  it('may be YAML', () => {
    const text = 'mcp_servers:\n  time:\n    command: uvx\n    args: [mcp-server-time]\n    env: {TZ: UTC, PORT: 80}\n';
    expect(readMcpSnippet(text)).toEqual([
      { name: 'time', command: 'uvx', args: ['mcp-server-time'], env: { TZ: 'UTC', PORT: '80' } },
    ]);
  });

  it('keeps the order of several servers', () => {
    const text = '{"mcpServers": {"z": {"url": "https://z.org/mcp"}, "a": {"serverUrl": "https://a.org/mcp"}}}';
    expect(readMcpSnippet(text)).toEqual([
      { name: 'z', url: 'https://z.org/mcp' },
      { name: 'a', url: 'https://a.org/mcp' },
    ]);
  });

  it.each([
    [{ Authorization: 'Bearer abc' }, { auth: 'header', bearerToken: 'abc' }],
    [{ authorization: 'Bearer <token>' }, { auth: 'header', bearerToken: '' }],
    [{ Authorization: 'Basic abc' }, { headers: { Authorization: 'Basic abc' } }],
    [{ 'X-Key': 'your-api-key', Accept: 'x/y' }, { headers: { 'X-Key': '', Accept: 'x/y' } }],
    [{}, {}],
  ])('with the headers %o signs in by them', (headers, auth) => {
    expect(readMcpSnippet(JSON.stringify({ docs: { type: 'http', url: 'https://d.org', headers } }))).toEqual([
      { name: 'docs', url: 'https://d.org', ...auth },
    ]);
  });

  it.each([
    ['npx -y @modelcontextprotocol/server-everything@latest', 'everything', 'npx'],
    ['uvx mcp-server-time --local-timezone "Europe/Berlin"', 'time', 'uvx'],
    ['$ docker run -i \\\n  ghcr.io/github/github-mcp-server', 'github', 'docker'],
  ])('may be the command line "%s"', (line, name, command) => {
    expect(readMcpSnippet(line)).toMatchObject([{ name, command }]);
  });

  it('takes the words of a command line as a shell does', () => {
    expect(readMcpSnippet(`node server.js 'a b' c\\ d`)).toMatchObject([{ args: ['server.js', 'a b', 'c d'] }]);
  });

  it('may be an address, which names it', () => {
    expect(readMcpSnippet(' https://mcp.linear.app/mcp ')).toEqual([
      { name: 'linear', url: 'https://mcp.linear.app/mcp' },
    ]);
  });

  it('may be one entry, which is named by what it starts', () => {
    expect(readMcpSnippet('{"command": "npx", "args": ["-y", "@upstash/context7-mcp"]}')).toMatchObject([
      { name: 'context7' },
    ]);
  });

  it.each(['', 'hello', '{"a": 1}', '[1]', '{"mcpServers": {"a": {"args": []}}}', 'two lines\nof text', "npx 'open"])(
    'of "%s" gives none',
    (text) => {
      expect(readMcpSnippet(text)).toEqual([]);
    },
  );
});
