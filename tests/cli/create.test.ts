import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { widthOf } from '../../src/cli/text-width.ts';
import { run } from '../../src/cli/run.ts';
import { createFixtureApp, type FixtureOptions } from './fixture-app.ts';
import { facts, flowId, record } from './recorded-flow.ts';
import { objectsIn, versionsIn } from './printed.ts';
import { createTestIo, type TestIoOptions } from './test-io.ts';
import { createTestParts } from './test-parts.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'create-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

const records = record(facts);
const go = async (argv: string[], about: { io?: TestIoOptions; app?: Partial<FixtureOptions> } = {}) => {
  const { app, seen } = createFixtureApp({ records, ...about.app });
  const { parts, state } = createTestParts(app);
  const test = createTestIo({ cwd: directory, ...about.io });
  return { code: await run(argv, test.io, parts), seen, state, out: test.stdout.text, err: test.stderr.text, ...test };
};

describe('create', () => {
  test('prints one line per transition in a pipe, without escape codes, and ends with the outcome', async () => {
    const { code, out, err, state } = await go(['create', '--name', 'coder']);
    expect(err).toBe('');
    expect(code).toBe(4);
    const lines = out.split('\n');
    expect(lines.slice(0, records.length).map((line) => line.split('  ')[3])).toEqual(records.map(({ type }) => type));
    expect(lines[5]).toBe(
      '6  2026-01-01T00:00:00.600Z  skills  mcp.failed  mcp:bad  mcp/missing-command: The server bad has neither command nor url.',
    );
    // oxlint-disable-next-line no-control-regex
    expect(out).not.toMatch(/\u001b/);
    expect(state.closed).toBe(1);
  });

  test('says what there is, what there is not, and the exact next command', async () => {
    const { out } = await go(['create', '--name', 'coder', '--data-dir', '/data']);
    expect(out).toContain(
      'You have the profile coder with its alias, its model, the MCP server fs, its skills and the hub skill file:///skills/one; you do not have the MCP server bad.',
    );
    expect(out).toContain('Use it: coder\n');
    expect(out).toContain(
      `Mend and try again: profile-builder --data-dir /data retry ${flowId} mcp:bad --edit '{"name":"bad"}'`,
    );
  });

  test('names the home when Hermes would not find it by itself', async () => {
    const { out } = await go(['create', '--name', 'coder', '--hermes-home', '/my homes/h']);
    expect(out).toContain("Use it: HERMES_HOME='/my homes/h' hermes -p coder\n");
  });

  test('with --json prints every transition and the flow last, and nothing else', async () => {
    const { out, code } = await go(['create', '--name', 'coder', '--json']);
    expect(versionsIn(out)).toEqual(records.map(({ version }) => version));
    expect(objectsIn(out).at(-1)).toMatchObject({ id: flowId, outcome: 'with-problems', plan: { name: 'coder' } });
    expect(code).toBe(4);
  });

  test('draws a line per item in a terminal, none wider than it', async () => {
    const { out } = await go(['create', '--name', 'coder'], { io: { isTTY: true, columns: 40 } });
    // oxlint-disable-next-line no-control-regex
    const visible = out.replaceAll(/\u001b\[[?\d;]*[A-Za-z]/g, '');
    expect(visible).toMatch(/✔ mcp:fs .*succeeded/);
    expect(visible).toMatch(/✖ mcp:bad .*failed/);
    const drawn = visible.slice(0, visible.indexOf('You have')).split('\n');
    expect(Math.max(...drawn.map(widthOf))).toBeLessThan(40);
  });

  test('leaves colours out with NO_COLOR', async () => {
    const { out } = await go(['create', '--name', 'coder'], { io: { isTTY: true, env: { NO_COLOR: '1' } } });
    // oxlint-disable-next-line no-control-regex
    expect(out).not.toMatch(/\u001b\[[\d;]*m/);
  });

  test('goes on where a cut stream ended and shows each version once', async () => {
    const { out, seen, code } = await go(['create', '--name', 'coder', '--json'], {
      app: { cuts: [3, 2], failures: [503] },
    });
    expect(versionsIn(out)).toEqual(records.map(({ version }) => version));
    expect(seen.filter(({ path }) => path.endsWith('/stream')).map(({ cursor }) => cursor)).toEqual([
      '0',
      '0',
      '3',
      '5',
    ]);
    expect(code).toBe(4);
  });

  test('reads a blueprint, fills secrets from the environment and lets flags win', async () => {
    await writeFile(
      join(directory, 'plan.yaml'),
      'name: coder\ndescription: on\nhubSkills: [./one, official/x]\nenv:\n  KEY: "${KEY}"\n',
    );
    const { seen } = await go(
      ['create', 'plan.yaml', '--description', 'new', '--mcp', "fs=npx -y 'a b'", '--no-alias', '--env', 'OTHER'],
      {
        io: { env: { KEY: 'k1', OTHER: 'k2' } },
      },
    );
    const sent = seen.find(({ path }) => path === '/api/flows');
    expect(sent).toMatchObject({
      authorization: 'Bearer embedded-token',
      key: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(sent?.body).toMatchObject({
      name: 'coder',
      description: 'new',
      alias: false,
      hubSkills: [join(directory, 'one'), 'official/x'],
      env: { KEY: 'k1', OTHER: 'k2' },
      mcpServers: [{ name: 'fs', command: 'npx', args: ['-y', 'a b'] }],
    });
  });

  test('reads a blueprint from stdin', async () => {
    const { seen } = await go(['create', '-'], { io: { stdin: 'name: coder\n' } });
    expect(seen.find(({ path }) => path === '/api/flows')?.body).toMatchObject({ name: 'coder' });
  });

  test('is a usage error without a name, before anything is sent', async () => {
    const { code, err, seen } = await go(['create']);
    expect([code, seen]).toEqual([2, []]);
    expect(err).toContain('needs a blueprint or --name');
  });

  test('exits 5 with the reason when the server refuses', async () => {
    const { code, err, state } = await go(['create', '--name', 'taken']);
    expect(code).toBe(5);
    expect(err).toBe('profile-builder: The profile taken exists. (profile/exists)\n');
    expect(state.closed).toBe(1);
  });

  test('never takes the value of a secret from the command line', async () => {
    const { code, err, seen } = await go(['create', '--name', 'coder', '--env', 'KEY=hunter2']);
    expect([code, seen]).toEqual([2, []]);
    expect(err).not.toContain('hunter2');
  });

  test('stops watching at the first Ctrl-C and says that the flow goes on', async () => {
    const { app } = createFixtureApp({ records: records.slice(0, 9), isEndless: true });
    const { parts, state } = createTestParts(app);
    const { io, stdout, stderr, signals, exits } = createTestIo();
    const running = run(['create', '--name', 'coder'], io, parts);
    await stdout.until(/install\.started/);
    signals.emit('SIGINT');
    expect(await running).toBe(130);
    expect(stderr.text).toContain('Stopped watching. Installs that run go on');
    expect([state.closed, exits, signals.listenerCount('SIGINT')]).toEqual([1, [], 0]);
  });
});
