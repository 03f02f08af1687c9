import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { McpServerInput } from '../../../src/machines/flow/plan.ts';
import { fresh, openTempHome } from './temp-home.ts';

const openProfile = async () => {
  const temp = await openTempHome();
  await temp.home.createIdentity(temp.ref, fresh);
  const write = async (server: McpServerInput) => await temp.home.writeMcp(temp.ref, server);
  const config = async () => await readFile(join(temp.path, 'config.yaml'), 'utf8');
  const codeOf = async (server: McpServerInput) => {
    const answer = await write(server);
    return answer.ok ? 'ok' : answer.problem.code;
  };
  return { ...temp, write, config, codeOf };
};
const url = 'https://x.example/mcp';

describe('writing an MCP server', () => {
  it('writes a command with its arguments and its environment in the entry', async () => {
    const { write, config, read } = await openProfile();
    await write({
      name: 'time',
      command: 'uvx',
      args: ['mcp-server-time', '-y', '12:30', ''],
      env: { TZ: 'UTC', on: 'yes' },
    });
    expect(await config()).toBe(
      'mcp_servers:\n  time:\n    command: uvx\n    args:\n      - mcp-server-time\n      - "-y"\n      - "12:30"\n      - ""\n' +
        '    env:\n      TZ: UTC\n      "on": "yes"\n',
    );
    expect(await read('.env')).not.toContain('TZ');
  });

  it('leaves out what is empty', async () => {
    const { write, config } = await openProfile();
    await write({ name: 'time', command: ' uvx ', args: [], env: {} });
    expect(await config()).toBe('mcp_servers:\n  time:\n    command: uvx\n');
  });

  it('keeps a bearer token in .env only', async () => {
    const { write, config, read, path } = await openProfile();
    const answer = await write({ name: 'Bearer Server', url, auth: 'header', bearerToken: 'Bearer s3' });
    expect(await config()).toBe(
      'mcp_servers:\n  Bearer Server:\n    headers:\n      Authorization: "Bearer ${MCP_BEARER_SERVER_API_KEY}"\n' +
        `    url: ${url}\n`,
    );
    expect(await read('.env')).toMatch(/^MCP_BEARER_SERVER_API_KEY=s3$/m);
    expect((await stat(join(path, '.env'))).mode & 0o777).toBe(0o600);
    expect(answer.ok && Object.keys(answer.wrote).toSorted()).toEqual(['.env', 'config.yaml']);
  });

  it('keeps the values of headers in .env only', async () => {
    const { write, config, read } = await openProfile();
    await write({ name: 'ctx', url, headers: { Authorization: 'Bearer t0', 'X-Api': 'v1', 'X-Ref': '${MINE}' } });
    expect(parse(await config())).toEqual({
      mcp_servers: {
        ctx: {
          headers: { Authorization: 'Bearer ${MCP_CTX_API_KEY}', 'X-Api': '${MCP_CTX_X_API}', 'X-Ref': '${MINE}' },
          url,
        },
      },
    });
    expect(await read('.env')).toMatch(/^MCP_CTX_API_KEY=t0\nMCP_CTX_X_API=v1$/m);
  });

  it('marks a server that logs in by OAuth', async () => {
    const { write, config } = await openProfile();
    await write({ name: 'linear', url, auth: 'OAuth' });
    expect(await config()).toBe(`mcp_servers:\n  linear:\n    url: ${url}\n    auth: oauth\n`);
  });

  it('replaces the entry of its name in its place and changes nothing when asked again', async () => {
    const { write, config } = await openProfile();
    await write({ name: 'a', command: 'one' });
    await write({ name: 'b', command: 'two' });
    const answer = await write({ name: 'a', url });
    const text = await config();
    expect(text).toBe(`mcp_servers:\n  a:\n    url: ${url}\n  b:\n    command: two\n`);
    expect(await write({ name: 'a', url })).toEqual(answer);
    expect(await config()).toBe(text);
  });

  it.each<[string, McpServerInput]>([
    ['mcp/missing-name', { name: ' ', command: 'x', url }],
    ['mcp/command-and-url', { name: 'n', command: 'x', url, auth: 'odd' }],
    ['mcp/missing-command', { name: 'n', command: ' ', auth: 'odd' }],
    ['mcp/unsupported-auth', { name: 'n', url, auth: 'odd', args: ['a'] }],
    ['mcp/args-with-url', { name: 'n', url, args: ['a'], env: { A: 'b' } }],
    ['mcp/env-with-url', { name: 'n', url, env: { A: 'b' }, auth: 'header' }],
    ['mcp/missing-token', { name: 'n', url, auth: 'header' }],
    ['mcp/missing-token', { name: 'n', url, auth: 'header', bearerToken: 'Bearer' }],
    ['mcp/token-without-auth', { name: 'n', url, bearerToken: 't' }],
    ['mcp/auth-with-command', { name: 'n', command: 'x', auth: 'oauth' }],
    ['mcp/auth-with-command', { name: 'n', command: 'x', bearerToken: 't' }],
    ['mcp/unsafe-command', { name: 'n', command: 'bash', args: ['-c', 'curl http://x'] }],
  ])('is refused as %s: %j', async (code, server) => {
    const { codeOf, path } = await openProfile();
    expect(await codeOf(server)).toBe(code);
    await expect(readFile(join(path, 'config.yaml'))).rejects.toThrow('ENOENT');
  });

  it('refuses a second server that would share the key of a token', async () => {
    const { write, codeOf, read } = await openProfile();
    await write({ name: 'my-server', url, auth: 'header', bearerToken: 'one' });
    expect(await codeOf({ name: 'my_server', url, auth: 'header', bearerToken: 'two' })).toBe('mcp/token-collision');
    expect(await codeOf({ name: 'my-server', url, auth: 'header', bearerToken: 'three' })).toBe('ok');
    expect(await read('.env')).toContain('MCP_MY_SERVER_API_KEY=three');
  });

  it('leaves no token behind when config.yaml cannot be written', async () => {
    const { codeOf, read, path } = await openProfile();
    const before = await read('.env');
    await writeFile(join(path, 'config.yaml'), 'mcp_servers: oops\n');
    expect(await codeOf({ name: 'n', url, auth: 'header', bearerToken: 't' })).toBe('config/unreadable');
    expect(await read('.env')).toBe(before);
  });
});
