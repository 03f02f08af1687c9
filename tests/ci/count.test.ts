import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../scripts/run-tool.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'profile-builder-count-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const count = async (kind: 'vitest' | 'playwright' | 'summary', text: string, status = 0) => {
  const file = join(directory, 'output');
  await writeFile(file, text);
  const { stdout, stderr } = await execa(process.execPath, [join(root, '.ci/count.mjs'), kind, file, String(status)]);
  return { counts: stdout, said: stderr };
};

const report = (...tests: readonly (readonly [status: string, fullName: string])[]) =>
  JSON.stringify({
    testResults: [
      {
        name: 'a.test.ts',
        status: tests.some(([status]) => status === 'failed') ? 'failed' : 'passed',
        assertionResults: tests.map(([status, fullName]) => ({ status, fullName })),
      },
    ],
  });

describe('the counts of a test report', () => {
  test('are its passed and failed tests', async () => {
    const { counts } = await count('vitest', report(['passed', 'a'], ['passed', 'b'], ['failed', 'c']), 1);
    expect(counts).toBe('2 1');
  });

  test('take a skipped test for a failure and name it', async () => {
    const { counts, said } = await count('vitest', report(['passed', 'a'], ['skipped', 'b is skipped']));
    expect(counts).toBe('1 1');
    expect(said).toContain('b is skipped');
  });

  test('excuse a skipped test whose title says that CI cannot run it', async () => {
    const text = report(['passed', 'a'], ['skipped', 'ends its group (not in CI: macOS only)']);
    expect(await count('vitest', text)).toEqual({ counts: '1 0', said: '' });
  });

  test('take a file that cannot be loaded for a failure', async () => {
    const text = JSON.stringify({ testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }] });
    expect((await count('vitest', text, 1)).counts).toBe('0 1');
  });

  test('take an empty report for a failure', async () => {
    expect((await count('vitest', report())).counts).toBe('0 1');
  });
});

const browserReport = (specs: readonly (readonly [status: string, title: string])[], errors: readonly object[] = []) =>
  JSON.stringify({
    suites: [
      { specs: [], suites: [{ specs: specs.map(([status, title]) => ({ title, tests: [{ status }] })), suites: [] }] },
    ],
    errors,
  });

describe('the counts of the browser tests', () => {
  test('are its passed and failed tests; one that passed only the second time failed', async () => {
    const { counts } = await count(
      'playwright',
      browserReport([
        ['expected', 'a'],
        ['expected', 'b'],
        ['unexpected', 'c'],
        ['flaky', 'd'],
      ]),
      1,
    );
    expect(counts).toBe('2 2');
  });

  test('take a skipped test for a failure unless its title says that CI cannot run it', async () => {
    const text = browserReport([
      ['expected', 'a'],
      ['skipped', 'b is skipped'],
      ['skipped', 'pinches (not in CI: needs a touch screen)'],
    ]);
    expect(await count('playwright', text)).toEqual({ counts: '1 1', said: expect.stringContaining('b is skipped') });
  });

  test('take what fails outside the tests for a failure and say it', async () => {
    const { counts, said } = await count('playwright', browserReport([], [{ message: 'no browser' }]), 1);
    expect(counts).toBe('0 1');
    expect(said).toContain('no browser');
  });

  test('are one failure when none ran', async () => {
    expect((await count('playwright', browserReport([]))).counts).toBe('0 1');
  });
});

describe('the counts of another runner', () => {
  test('are on its last line', async () => {
    expect((await count('summary', 'kill 1\n{"passed":300,"failed":0}\n')).counts).toBe('300 0');
  });

  test('are one failure when it says none and ends badly', async () => {
    expect((await count('summary', '{"passed":3,"failed":0}\n', 1)).counts).toBe('3 1');
  });

  test.each(['', 'no summary\n', '{"passed":0,"failed":0}\n', '{"passed":"3"}\n'])(
    'are one failure when it says %j',
    async (text) => {
      expect((await count('summary', text)).counts).toBe('0 1');
    },
  );
});
