import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { access, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FlowView } from '../../src/machines/flow/view.ts';
import { createCli, hasPrinted, toResult } from './cli.ts';
import {
  expectTwoProblems,
  type HubSkills,
  makeBundle,
  makeHubSkills,
  OPENROUTER_KEY,
  writeBlueprint,
} from './scenario.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';
import { makeSlowGit } from './slow-git.ts';

let scratch: Scratch;
let cli: ReturnType<typeof createCli>;
let skills: HubSkills;
let env: Record<string, string>;
let slow: Awaited<ReturnType<typeof makeSlowGit>>;

beforeAll(async () => {
  scratch = await createScratch();
  cli = createCli(scratch);
  skills = await makeHubSkills(scratch);
  await writeBlueprint(scratch, skills);
  slow = await makeSlowGit(scratch.directory);
  env = {
    OPENROUTER_API_KEY: OPENROUTER_KEY,
    HERMES_BUNDLED_SKILLS: await makeBundle(scratch),
    PATH: slow.path,
  };
});

afterAll(async () => {
  await scratch.remove();
});

const parse = (line: string | undefined) => JSON.parse(line ?? 'null') as FlowView;
// oxlint-disable-next-line no-control-regex
const escapeCodes = /\u001b/;
const inProfile = (name: string, path: string) => join(scratch.hermes, 'profiles', name, path);

/** The tests of this part build on one another: the first makes the flow that the others look at. */
describe('without a server', () => {
  let flow: FlowView;

  test('creates what a blueprint says and prints plain lines into a pipe', async () => {
    const { code, out, err, lines } = await cli.run(['create', 'plan.yaml'], { env });
    expect([code, err]).toEqual([4, '']);
    expect(out).not.toMatch(escapeCodes);
    expect(out).not.toContain(OPENROUTER_KEY);
    const versions = lines.filter((line) => /^\d+ {2}/.test(line)).map((line) => Number(line.split('  ')[0]));
    expect(versions).toEqual(versions.map((_, index) => index + 1));
    expect(out).toMatch(/mcp\.failed {2}mcp:broken {2}mcp\/missing-command: /);
    expect(out).toMatch(/flow\.completed {2}with-problems\n/);
    expect(out).toContain('You have the profile coder with ');
    expect(out.match(/ and try again: /g)).toHaveLength(2);
    expect(await readFile(inProfile('coder', '.env'), 'utf8')).toContain(`OPENROUTER_API_KEY=${OPENROUTER_KEY}`);
    for (const skill of ['from-git', 'from-folder']) await access(inProfile('coder', `skills/${skill}/SKILL.md`));
    await expect(access(join(scratch.data, 'server.json'))).rejects.toThrow();
  });

  test('prints every transition as JSON, and the flow as the last line', async () => {
    const { code, out, lines } = await cli.run(['create', 'plan.yaml', '--name', 'second', '--json'], { env });
    expect([code, escapeCodes.test(out)]).toEqual([4, false]);
    flow = parse(lines.at(-1));
    expect(flow).toMatchObject({ profile: 'second', plan: { name: 'second', hubSkills: Object.values(skills) } });
    expectTwoProblems(flow, skills);
    const versions = lines.slice(0, -1).map((line) => parse(line).version);
    expect(versions).toEqual(Array.from({ length: flow.version }, (_, index) => index + 1));
  });

  test('lists and shows flows', async () => {
    const listed = await cli.run(['flows', '--json']);
    expect([listed.code, ...listed.lines.map((line) => parse(line).profile)]).toEqual([0, 'second', 'coder']);
    const shown = await cli.run(['show', flow.id]);
    expect([shown.code, escapeCodes.test(shown.out)]).toEqual([0, false]);
    expect(shown.out).toContain('mcp:broken');
    expect(shown.out).toContain('"secret": "env.OPENROUTER_API_KEY"');
  });

  test('watches a flow at rest to its end at once', async () => {
    const { code, lines } = await cli.run(['watch', flow.id, '--json']);
    expect([code, lines.length]).toEqual([4, flow.version + 1]);
    expect(parse(lines.at(-1))).toEqual(flow);
  });

  test('replays a flow to the state it is in', async () => {
    const { code, lines } = await cli.run(['replay', flow.id, '--at', String(flow.version), '--json']);
    expect([code, lines.length]).toEqual([0, flow.version + 1]);
    expect(parse(lines.at(-2))).toMatchObject({ type: 'flow.completed', from: 'installing', state: 'done' });
    expect(parse(lines.at(-1))).toEqual(flow);
  });

  test('verifies what is recorded, and what was exported of it', async () => {
    expect(await cli.run(['verify'])).toMatchObject({ code: 0, out: expect.stringMatching(/2 flows hold\.\n$/) });
    const exports = join(scratch.directory, 'exports');
    await mkdir(exports);
    const exported = await cli.run(['export', flow.id, '--output', 'exports/second.ndjson']);
    expect([exported.code, exported.out]).toEqual([0, '']);
    expect(await readFile(join(exports, 'second.ndjson'), 'utf8')).not.toContain(OPENROUTER_KEY);
    expect(await cli.run(['verify', '--dir', 'exports'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 flow holds.'),
    });
  });

  test('names flow and version of one changed byte', async () => {
    const copy = join(scratch.directory, 'copy.db');
    await copyFile(join(scratch.data, 'events.db'), copy);
    const db = new DatabaseSync(copy);
    const version = 4;
    db.prepare(
      `UPDATE events SET data = replace(data, '"attempt":1', '"attempt":2') WHERE version = ?
       AND stream_id = (SELECT id FROM streams WHERE stream = ?)`,
    ).run(version, `flow-${flow.id}`);
    db.close();
    const { code, out } = await cli.run(['verify', '--db', copy]);
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^differs {2}${flow.id} {2}version ${version} \\(\\S+\\): `, 'm'));
    expect(out).toMatch(/1 of 2 flows differ/);
  });

  test('draws the machine and looks at what a create needs', async () => {
    expect(await cli.run(['machine'])).toMatchObject({ code: 0, out: expect.stringMatching(/^stateDiagram-v2\n/) });
    const found = await cli.run(['doctor']);
    expect(found.code).toBe(0);
    expect(found.out).toMatch(/^ok +Node/m);
    expect(found.out).not.toMatch(escapeCodes);
  });

  test('ends with 0 when all is there', async () => {
    const { code, out } = await cli.run(['create', '--name', 'whole', '--hub-skill', './folders/from-folder']);
    expect([code, out]).toEqual([0, expect.stringMatching(/flow\.completed {2}complete\n/)]);
  });

  test('ends with 5 when the name is taken, and when the profile cannot be made', async () => {
    expect(await cli.run(['create', '--name', 'coder'])).toMatchObject({
      code: 5,
      out: '',
      err: expect.stringMatching(/already exists .*\(profile\/exists\)\n$/),
    });
    const home = join(scratch.directory, 'odd');
    await mkdir(home);
    await writeFile(join(home, 'profiles'), 'a file');
    const { code, out } = await cli.run(['create', '--name', 'x', '--hermes-home', home]);
    expect([code, out]).toEqual([5, expect.stringContaining('nothing was left on disk')]);
    expect(out).toContain(join(home, 'profiles'));
    expect(await readFile(join(home, 'profiles'), 'utf8')).toBe('a file');
  });

  test.each([
    [['create', 'plan.yaml'], 'OPENROUTER_API_KEY'],
    [['create', '-'], 'stdin:2'],
    [['flows', '--data-dir', 'hermes/inside'], 'inside the Hermes home'],
  ])('ends with 2 for %j and says what is wrong', async (args, words) => {
    const { code, out, err } = await cli.run(args, { input: 'name: x\nmcpServers: nothing\n' });
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(words)]);
    expect(err).not.toMatch(/\n {4}at /);
  });

  test('stops watching at Ctrl-C; the next to look finds the true result', async () => {
    await slow.hold();
    const running = cli.start(['create', '--name', 'interrupted', '--hub-skill', slow.identifier], { env });
    await hasPrinted(running, /install\.started/);
    await slow.isRunning();
    running.kill('SIGINT');
    const { code, err } = toResult(await running);
    expect([code, err]).toEqual([130, expect.stringContaining('Stopped watching. Installs that run go on')]);
    const id = /watch (flw_\w+)/.exec(err)?.[1] ?? '';
    await slow.release();
    const watched = await cli.run(['watch', id, '--json'], { env });
    expect([watched.code, parse(watched.lines.at(-1)).outcome]).toEqual([0, 'complete']);
    expect(watched.lines.filter((line) => line.includes('"install.started"'))).toHaveLength(1);
    await access(inProfile('interrupted', 'skills/slow-repository/SKILL.md'));
  });
});

describe('beside a running server', () => {
  let server: Server;
  let second: ReturnType<typeof cli.run>;
  beforeAll(async () => {
    server = await startServer(scratch, { env });
    second = cli.run(['serve']);
  });
  afterAll(async () => {
    await server.stop();
  });

  test('lets the server do it and shows the same', async () => {
    const { code, lines, err } = await cli.run(['create', 'plan.yaml', '--name', 'served', '--json'], { env });
    expect([code, err]).toEqual([4, '']);
    const flow = parse(lines.at(-1));
    expectTwoProblems(flow, skills);
    expect(await (await server.call(`/api/flows/${flow.id}`)).json()).toEqual(flow);
    const doctor = await cli.run(['doctor']);
    expect([doctor.code, doctor.out]).toEqual([0, expect.stringContaining(server.url)]);
  });

  test('gives a link that opens the page once', async () => {
    const { code, out } = await cli.run(['url']);
    expect([code, out.startsWith(`${server.url}/login?ticket=`)]).toEqual([0, true]);
    const open = async () => (await fetch(out.trim(), { redirect: 'manual' })).status;
    expect([await open(), await open()]).toEqual([303, 401]);
  });

  test('a port that is taken ends with 3 and is named', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = String(typeof address === 'object' && address?.port);
    const { code, err } = await cli.run(['serve', '--port', port, '--data-dir', 'other-data']);
    other.close();
    expect([code, err]).toEqual([3, expect.stringContaining(`127.0.0.1:${port}: another program uses that port`)]);
  });

  test('stops watching at Ctrl-C while the flow goes on in the server', async () => {
    await slow.hold();
    const running = cli.start(['create', '--name', 'left', '--hub-skill', slow.identifier], { env });
    await hasPrinted(running, /install\.started/);
    await slow.isRunning();
    running.kill('SIGINT');
    const { code, err } = toResult(await running);
    expect([code, err]).toEqual([130, expect.stringContaining(`goes on in the server (pid ${server.process.pid})`)]);
    const id = /"watch (flw_\w+)"/.exec(err)?.[1] ?? '';
    await slow.release();
    expect((await server.settled(id)).outcome).toBe('complete');
  });

  test('leaves a reader of its output that goes away in peace', () => {
    const command = `"${process.execPath}" src/start.mjs flows --json --data-dir "${scratch.data}" --hermes-home "${scratch.hermes}" | head -n 1`;
    const out = execFileSync('bash', ['-o', 'pipefail', '-c', command], { encoding: 'utf8' });
    expect(parse(out).profile).toBe('left');
  });

  test('a second server ends with 3 and names the first', async () => {
    const { code, out, err } = await second;
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain(`pid ${server.process.pid}`);
    expect(err).toContain(server.url);
  });
});
