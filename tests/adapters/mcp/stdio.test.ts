import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMcpProber } from '../../../src/adapters/mcp/mcp-prober.ts';
import type { McpServerInput } from '../../../src/machines/flow/plan.ts';
import { areAlive, readPids } from '../../fixtures/pids.ts';

const everything = resolve('node_modules/@modelcontextprotocol/server-everything/dist/index.js');
const fixture = resolve('tests/fixtures/programs/mcp-server.mjs');
const token = 'tok-of-this-test-4711';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'mcp-test-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const prober = (env: Record<string, string> = {}) =>
  createMcpProber({ env: { PATH: '/usr/bin:/bin', ...env }, homedir: scratch, version: '1.2.3' });
const waiting = new AbortController().signal;

const probe = (server: Partial<McpServerInput>, timeoutMs = 15_000) =>
  prober({ HOME: scratch }).probe({ name: 'it', ...server }, { signal: waiting, timeoutMs });
const probeFixture = (
  mode: string,
  { timeoutMs, ...more }: { timeoutMs?: number; env?: Record<string, string> } = {},
) => probe({ command: process.execPath, args: [fixture, mode, join(scratch, mode)], ...more }, timeoutMs);

describe('a server that works', () => {
  it('tells its tools, its name and its version', async () => {
    const found = await probe({ command: process.execPath, args: [everything, 'stdio'] });
    expect(found).toMatchObject({ ok: true, server: { name: expect.stringMatching(/everything/) }, warnings: [] });
    const tools = found.ok ? found.tools : [];
    expect(tools).toContainEqual({ name: 'echo', description: expect.stringMatching(/echo/i) });
    expect(tools.length).toBeGreaterThan(5);
  });

  it('is found on PATH, and may have no tools, several pages of them, or a banner before', async () => {
    const found = await createMcpProber({
      env: { PATH: join(process.execPath, '..') },
      homedir: scratch,
      version: '1',
    }).probe({ name: 'it', command: 'node', args: [fixture, 'pages'] }, { signal: waiting });
    expect(found).toMatchObject({ ok: true, server: { name: 'fixture', version: '9' } });
    expect(found.ok && found.tools.map(({ name }) => name)).toEqual(['t1', 't2', 't3']);
    expect(await probeFixture('toolless')).toMatchObject({ ok: true, tools: [] });
    expect(await probeFixture('banner')).toMatchObject({ ok: true });
  });

  it('gets its own variables and of ours only those that are safe', async () => {
    const env = {
      HOME: scratch,
      XDG_CACHE_HOME: '/c',
      LANG: 'C',
      OPENROUTER_API_KEY: 'ours',
      NODE_OPTIONS: '--no-warnings',
    };
    const found = await prober(env).probe(
      { name: 'it', command: process.execPath, args: [fixture, 'env'], env: { API_TOKEN: token, TZ: 'UTC' } },
      { signal: waiting },
    );
    expect(found.ok && found.tools.map(({ name }) => name)).toEqual([
      'API_TOKEN',
      'HOME',
      'LANG',
      'PATH',
      'TZ',
      'XDG_CACHE_HOME',
    ]);
    expect(JSON.stringify(found)).not.toContain(token);
  });

  it('is warned about when it has templates, which stay as they are', async () => {
    const found = await probeFixture('env', { env: { KEY: '${GITHUB_TOKEN}' } });
    expect(found.warnings).toEqual([expect.stringMatching(/^The variable KEY holds \$\{GITHUB_TOKEN\}, which Hermes/)]);
    expect(found.ok && found.tools.find(({ name }) => name === 'KEY')?.description).toBe('${GITHUB_TOKEN}');
  });
});

describe('a server that does not work', () => {
  it('is told from one whose program is missing', async () => {
    expect(await probe({ command: 'no-such-program-4711' })).toMatchObject({
      ok: false,
      code: 'mcp/not-on-path',
      reason: 'The command "no-such-program-4711" was not found on PATH. Install it, or give its full path.',
    });
    expect(await probe({ command: '/no/such/program' })).toMatchObject({ code: 'mcp/not-on-path' });
    expect(await probe({ command: scratch })).toMatchObject({ code: 'mcp/not-on-path' });
    expect(await probe({ command: '/bin/sh', args: ['a\0b'] })).toMatchObject({ code: 'mcp/not-started' });
  });

  it('that exits is told with its code and its last line, without secrets', async () => {
    const found = await probeFixture('crash', { env: { API_TOKEN: token } });
    expect(found).toMatchObject({
      code: 'mcp/exited',
      reason: expect.stringMatching(/exited with code 3 before it answered/),
      detail: expect.stringMatching(/^cannot log in with \*+ at/),
    });
    const withFlag = await probe({ command: process.execPath, args: [fixture, 'crash', '--api-key', token] });
    expect(withFlag).toMatchObject({ detail: expect.stringMatching(/at --key \*+$/) });
    expect(JSON.stringify([found, withFlag])).not.toContain(token);
  });

  it.each([
    ['hang', 'mcp/timed-out', 'waiting for the database'],
    ['chat', 'mcp/not-mcp', 'Welcome to something else!'],
    ['print', 'mcp/not-mcp', 'Welcome to something else!'],
    ['refuse', 'mcp/refused', expect.stringMatching(/no licence for \*+$/)],
  ])('that does "%s" is told as %s with its own words', async (mode, code, detail) => {
    const found = await probeFixture(mode, { timeoutMs: 1500, env: { API_TOKEN: token } });
    expect(found).toMatchObject({ ok: false, code, detail, reason: expect.stringMatching(/^".+\.$/) });
  });

  it('is not read without end', async () => {
    const found = await probeFixture('flood');
    expect(found).toMatchObject({ code: 'mcp/too-much-output' });
    expect(found.durationMs).toBeLessThan(10_000);
    expect(await probeFixture('malformed')).toMatchObject({ code: 'mcp/not-mcp' });
  });

  it('is never started when Hermes would refuse it', async () => {
    const file = join(scratch, 'never');
    const unsafe = { command: 'bash', args: ['-c', `touch ${file}; curl http://x`] };
    expect(await probe(unsafe)).toMatchObject({ ok: false, code: 'mcp/unsafe-command' });
    expect(await probe({})).toMatchObject({ ok: false, code: 'mcp/missing-command' });
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });
});

describe('after a test nothing runs', () => {
  it.each(['stubborn', 'stubborn-hang'])('of a server that ignores TERM and has grandchildren (%s)', async (mode) => {
    const found = await probeFixture(mode, { timeoutMs: 3000 });
    expect(found.ok).toBe(mode === 'stubborn');
    const pids = await readPids(join(scratch, mode));
    expect(pids).toHaveLength(3);
    expect(await areAlive(pids)).toEqual([false, false, false]);
  });

  it('when whoever asked is gone, or the prober is closed', async () => {
    for (const end of ['gone', 'closed'] as const) {
      const asking = new AbortController();
      const testing = prober();
      const mode = 'stubborn-hang';
      await rm(join(scratch, mode), { force: true });
      const server = { name: 'it', command: process.execPath, args: [fixture, mode, join(scratch, mode)] };
      const probing = testing.probe(server, { signal: asking.signal });
      const pids = await readPids(join(scratch, mode));
      if (end === 'gone') asking.abort();
      await testing.close();
      expect(await areAlive(pids)).toEqual([false, false, false]);
      expect(await probing).toMatchObject({ ok: false, code: 'mcp/cancelled' });
    }
  });
});

describe('many tests at once', () => {
  it('take turns, four at a time, and are refused beyond a limit', async () => {
    const testing = prober();
    const asking = new AbortController();
    const server = { name: 'it', command: process.execPath, args: [fixture, 'hang'] };
    const probing = Array.from({ length: 37 }, () => testing.probe(server, { signal: asking.signal }));
    expect(await probing.at(-1)).toMatchObject({ ok: false, code: 'mcp/busy' });
    asking.abort();
    const codes = (await Promise.all(probing)).map((found) => found.ok || found.code);
    expect(codes.slice(0, -1)).toEqual(Array.from({ length: 36 }, () => 'mcp/cancelled'));
    expect(await testing.probe({ ...server, args: [fixture, 'toolless'] }, { signal: waiting })).toMatchObject({
      ok: true,
    });
  });
});
