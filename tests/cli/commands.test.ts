import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Parts } from '../../src/cli/parts.ts';
import { toExportText } from '../../src/machines/flow/flow-file.ts';
import { createFixtureApp, toNdjson } from './fixture-app.ts';
import { facts, flowId, record } from './recorded-flow.ts';
import { objectsIn } from './printed.ts';
import { createTestIo, type TestIoOptions } from './test-io.ts';
import { createTestParts } from './test-parts.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'commands-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

const records = record(facts);
const go = async (
  argv: string[],
  about: { io?: TestIoOptions; parts?: Partial<Parts>; records?: typeof records } = {},
) => {
  const { app, seen } = createFixtureApp({ records: about.records ?? records });
  const { parts, state } = createTestParts(app, about.parts);
  const io = createTestIo({ cwd: directory, ...about.io });
  const code = await run(argv, io.io, parts);
  return { code, out: io.stdout.text, err: io.stderr.text, lines: io.stdout.text.trimEnd().split('\n'), seen, state };
};

describe('flows', () => {
  test('prints a table, or one object a line', async () => {
    const { lines, code } = await go(['flows']);
    expect([code, lines.length]).toEqual([0, 2]);
    expect(lines[1]).toMatch(/^flw_demo {2}coder {4}with-problems {2}1 /);
    expect(objectsIn((await go(['flows', '--json'])).out)).toMatchObject([{ id: flowId, outcome: 'with-problems' }]);
  });

  test('refuses a limit that is none', async () => {
    expect(await go(['flows', '--limit', '0'])).toMatchObject({ code: 2, seen: [] });
  });
});

describe('show', () => {
  test('prints items, problems with what to do, and a plan without secrets', async () => {
    const { out, code } = await go(['show', flowId]);
    expect(code).toBe(0);
    expect(out).toMatch(/✖ mcp:bad +failed/);
    expect(out).toContain(`profile-builder retry ${flowId} mcp:bad --edit`);
    expect(out).toContain('"secret": "mcp.fs.env.KEY"');
  });

  test('exits 1 with the words of the server for an unknown flow', async () => {
    expect(await go(['show', 'flw_none'])).toMatchObject({
      code: 1,
      err: 'profile-builder: There is no such flow. (flow/not-found)\n',
    });
  });

  test('tells an error as JSON with --json', async () => {
    const { err } = await go(['show', 'flw_none', '--json']);
    expect(JSON.parse(err)).toMatchObject({ event: 'error', exitCode: 1, code: 'flow/not-found' });
  });

  test('prints no escape sequence that a name smuggles in', async () => {
    const [started, ...rest] = facts;
    if (started?.type !== 'flow.started') throw new Error('no start');
    const evil = { ...started, data: { ...started.data, profile: 'co\u001b]0;owned\u0007der' } };
    const { out } = await go(['show', flowId], { records: record([evil, ...rest]) });
    // oxlint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u001b\u0007]/);
  });
});

describe('watch', () => {
  test('prints what is recorded after a version, then ends with the outcome', async () => {
    const { out, code } = await go(['watch', flowId, '--after', '8', '--json']);
    expect(code).toBe(4);
    expect(
      objectsIn(out)
        .slice(0, -1)
        .map(({ version }) => version),
    ).toEqual([9, 10, 11]);
  });

  test('ends at once for a flow at rest', async () => {
    expect((await go(['watch', flowId, '--after', '11', '--json'])).lines).toHaveLength(1);
  });
});

describe('replay', () => {
  test('prints each event with the state it led to and the effects it asks for', async () => {
    const { lines, code } = await go(['replay', flowId]);
    expect(code).toBe(0);
    expect(lines.filter((line) => /^ +\d+ {2}/.test(line))).toHaveLength(records.length);
    expect(lines[0]).toMatch(/^ {2}1 .* flow\.started {2}\[identity\]$/);
    expect(lines[1]).toMatch(/asks 1\.0 {2}createIdentity identity$/);
    expect(lines.find((line) => line.includes('alias.written'))).toMatch(/\[identity → model\]$/);
  });

  test('stops at a version and prints the state there', async () => {
    const values = objectsIn((await go(['replay', flowId, '--at', '6', '--json'])).out);
    expect(values).toHaveLength(7);
    expect(values[5]).toMatchObject({
      version: 6,
      type: 'mcp.failed',
      from: 'mcp',
      state: 'skills',
      asked: [{ key: '6.0', type: 'applySkills' }],
    });
    expect(values[6]).toMatchObject({ id: flowId, version: 6, outcome: null });
  });
});

describe('verify', () => {
  const torn = records.map((stored) =>
    stored.version === 4 ? { ...stored, data: stored.data.replace('"attempt":1', '"attempt": 1') } : stored,
  );

  test('holds for what the server exports', async () => {
    expect(await go(['verify'])).toMatchObject({ code: 0, out: 'ok       flw_demo  version 11\n1 flow holds.\n' });
  });

  test('names flow, version and what differs, and exits 1', async () => {
    const { code, lines } = await go(['verify', flowId], { records: torn });
    expect(code).toBe(1);
    expect(lines[0]).toMatch(
      /^differs {2}flw_demo {2}version 4 \(model\.written\): the recorded hash is [0-9a-f]{64}, folding it again gives [0-9a-f]{64}$/,
    );
  });

  test('reads a directory of exports without a server', async () => {
    await writeFile(join(directory, 'good.ndjson'), toNdjson(records));
    await writeFile(join(directory, 'torn.ndjson'), toNdjson(torn));
    await writeFile(join(directory, 'half.ndjson'), toNdjson(records).slice(0, -40));
    await writeFile(join(directory, 'notes.txt'), 'not an export');
    const { code, out, seen } = await go(['verify', '--dir', '.', '--json']);
    expect([code, seen]).toEqual([1, []]);
    expect(objectsIn(out)).toMatchObject([
      { flow: 'good.ndjson', ok: true, version: 11 },
      { flow: 'half.ndjson', ok: false, problem: expect.stringContaining('half.ndjson:11') as string },
      { flow: 'torn.ndjson', ok: false, version: 4, what: 'hash' },
    ]);
  });
});

describe('export', () => {
  test('writes the bytes of the server to stdout or a file', async () => {
    expect((await go(['export', flowId])).out).toBe(toNdjson(records));
    expect(await go(['export', flowId, '-o', 'flow.ndjson'])).toMatchObject({ code: 0, out: '' });
    expect(await readFile(join(directory, 'flow.ndjson'), 'utf8')).toBe(toNdjson(records));
  });

  test('writes the page of a flow, which is verified as its records are', async () => {
    expect((await go(['export', flowId, '--html'])).out).toMatch(/^<!doctype html>/);
    expect(await go(['export', '--html', flowId, '-o', 'flow.html'])).toMatchObject({ code: 0, out: '' });
    expect(toExportText(await readFile(join(directory, 'flow.html'), 'utf8'))).toBe(toNdjson(records));
    expect(await go(['verify', '--dir', 'flow.html'])).toMatchObject({ code: 0 });
  });
});

describe('commands on a flow', () => {
  test.each([
    [
      ['retry', flowId, 'mcp:bad', '--edit', '{"name":"bad","command":"npx"}'],
      '/retry',
      { item: 'mcp:bad', edit: { name: 'bad', command: 'npx' } },
    ],
    [['retry', flowId, 'install:x', '--edit', 'owner/repo/y'], '/retry', { item: 'install:x', edit: 'owner/repo/y' }],
    [['retry', flowId], '/retry', { all: true }],
    [['cancel', flowId], '/cancel', {}],
    [['cancel', flowId, 'install:x'], '/cancel', { item: 'install:x' }],
    [['discard', flowId, '--confirm', 'coder'], '/discard', { confirm: 'coder' }],
  ])('sends %j', async (argv, path, body) => {
    const { seen, code } = await go(argv);
    const sent = seen.find(({ method }) => method === 'POST');
    expect(sent).toMatchObject({ path: `/api/flows/${flowId}${path}`, body, key: expect.any(String) as string });
    expect(code).toBe(4);
  });

  test('refuses an edit that is no JSON where JSON is needed', async () => {
    expect(await go(['retry', flowId, 'mcp:bad', '--edit', 'npx'])).toMatchObject({ code: 2, seen: [] });
  });
});

describe('machine', () => {
  test('draws the current definition', async () => {
    expect((await go(['machine'])).out).toBe('stateDiagram-v2\n');
    expect(objectsIn((await go(['machine', '--format', 'json'])).out)).toMatchObject([
      { definition: 'profile-create@1', graph: {} },
    ]);
    expect((await go(['machine', '--format', 'svg'])).out).toBe('<svg/>\n');
    expect(await go(['machine', '--definition', 'profile-create@0'])).toMatchObject({ code: 2 });
  });
});

describe('the command line', () => {
  test.each([
    [['fly']],
    [['--port']],
    [['show']],
    [['show', 'a', 'b']],
    [['discard', flowId]],
    [['create', '--skills', 'some']],
    [['--port', 'x']],
  ])('exits 2 for %j', async (argv) => {
    expect(await go(argv)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/\S/) as string });
  });

  test('documents every exit code', async () => {
    const { code, out } = await go(['--help']);
    expect(code).toBe(0);
    for (const number of [0, 1, 2, 3, 4, 5, 6, 130]) expect(out).toMatch(new RegExp(`^ {2}${number} `, 'm'));
  });

  test('takes flags before and after the command', async () => {
    for (const argv of [
      ['--json', 'flows'],
      ['flows', '--json'],
    ])
      expect((await go(argv)).lines[0]).toMatch(/^\{/);
  });

  test('exits 3 with the reason when nothing can be embedded', async () => {
    const compose: Parts['compose'] = () =>
      Promise.resolve({
        ok: false,
        reason: 'Another process uses /d.',
        owner: { pid: 4711, url: 'http://127.0.0.1:9' },
      });
    const { code, err } = await go(['flows'], { parts: { compose } });
    expect([code, err]).toEqual([
      3,
      'profile-builder: Another process uses /d. It is in use by pid 4711 at http://127.0.0.1:9.\n',
    ]);
  });
});
