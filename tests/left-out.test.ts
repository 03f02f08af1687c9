import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { root } from '../scripts/run-tool.ts';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const runSample = (CI: string) =>
  execa(process.execPath, [vitest, 'run', '--config', 'tests/fixtures/left-out/vitest.config.ts'], {
    cwd: root,
    env: { CI },
    reject: false,
  });

test('what this machine cannot run is counted by what is missing', async () => {
  const { exitCode, stdout } = await runSample('');
  expect(stdout.trim().split('\n')).toEqual([
    'left out: 2 tests: no-such-program is needed and not on PATH',
    'left out: 1 test: no-such-program-either is needed and not on PATH',
    'left out: 1 test: the moon is not full',
  ]);
  expect(exitCode).toBe(0);
});

test('nothing is left out in CI for want of a program', async () => {
  const { stdout } = await runSample('true');
  expect(stdout.trim()).toBe('left out: 1 test: the moon is not full');
});
