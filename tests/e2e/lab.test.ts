import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FlowView } from '../../src/machines/flow/view.ts';
import { createCli } from './cli.ts';
import { createScratch, type Scratch } from './server.ts';

let scratch: Scratch;
let cli: ReturnType<typeof createCli>;
beforeAll(async () => {
  scratch = await createScratch();
  cli = createCli(scratch);
});
afterAll(() => scratch.remove());

const corpus = join(import.meta.dirname, '../corpus');
const parse = (line: string | undefined) => JSON.parse(line ?? 'null') as FlowView;

describe('a flow that ran elsewhere', () => {
  let flow: FlowView;

  test('is imported and can be looked at, and says that nothing of it is here', async () => {
    const { code, lines } = await cli.run(['import', join(corpus, 'with-problems.ndjson'), '--json']);
    flow = parse(lines[0]);
    expect([code, flow.outcome, typeof flow.imported?.at]).toEqual([0, 'with-problems', 'string']);
    const shown = await cli.run(['show', flow.id]);
    expect(shown.out).toContain('It ran elsewhere and was imported');
    expect(shown.out).not.toContain(`retry ${flow.id}`);
  });

  test('is listed, replayed and verified like one of our own', async () => {
    expect((await cli.run(['flows'])).out).toContain('with-problems (imported)');
    expect((await cli.run(['replay', flow.id])).code).toBe(0);
    expect((await cli.run(['verify'])).out).toContain('1 flow holds.');
  });

  test('comes out as it went in', async () => {
    const { out } = await cli.run(['export', flow.id]);
    expect(out).toBe(await readFile(join(corpus, 'with-problems.ndjson'), 'utf8'));
    expect((await cli.run(['import', '-'], { input: out })).out).toContain(`${flow.id} is here to be read`);
  });

  test('takes no command', async () => {
    const { code, err } = await cli.run(['retry', flow.id]);
    expect(code).toBe(1);
    expect(err).toContain('(flow/imported)');
  });

  test('is refused with the version that was changed', async () => {
    const text = await readFile(join(corpus, 'complete.ndjson'), 'utf8');
    const { code, err } = await cli.run(['import', '-'], { input: text.replace('"attempt\\":1', '"attempt\\":2') });
    expect(code).toBe(1);
    expect(err).toMatch(/version 2 .*\(import\/differs\)/);
  });
});

describe('two recorded flows', () => {
  const idOf = async (name: string) => parse((await cli.run(['import', join(corpus, name), '--json'])).lines[0]).id;

  test('are shown as they were at a version, and compared', async () => {
    const [one, other] = [await idOf('mcp-missing-command.ndjson'), await idOf('mcp-mended.ndjson')];
    const early = await cli.run(['show', one, '--at', '2', '--json']);
    expect(parse(early.lines[0])).toMatchObject({ id: one, version: 2, state: 'identity', outcome: null });
    const { out, code } = await cli.run(['compare', one, other]);
    expect(code).toBe(0);
    expect(out).toMatch(/^They differ from version 1 on: flow\.started in the first, flow\.started in the second\.$/m);
    expect(out).toMatch(/^mcp:docs +failed \(mcp\/missing-command\) +succeeded, attempt 2$/m);
  });

  test('that are one are the same', async () => {
    const one = await idOf('minimal.ndjson');
    expect((await cli.run(['compare', one, one])).out).toBe('The same happened in both.\n');
    expect(await cli.run(['show', one, '--at', '99'])).toMatchObject({ code: 1 });
  });
});

test('coverage tells what recorded flows did and what none of them ever did', async () => {
  const { code, out, lines } = await cli.run(['machine', '--coverage']);
  expect(code).toBe(0);
  expect(lines[0]).toMatch(/^profile-create@1: \d+ flows, \d of 10 states and \d+ of 66 transitions taken$/);
  expect(out).toMatch(/^identity +\d +\d+\.\d s/m);
  expect(out).toMatch(/Never taken:\n(?:.*\n)* {2}identity->rejected identity\.rejected\[itemTakes\]/);
  const { lines: json } = await cli.run(['machine', '--coverage', '--json']);
  expect(JSON.parse(json[0] ?? '')).toMatchObject({ definition: 'profile-create@1' });
  expect((await cli.run(['machine', '--coverage', '--definition', 'profile-create@0'])).err).toContain(
    'profile-create@0',
  );
});
