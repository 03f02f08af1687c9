import { join } from 'node:path';
import { describe } from 'vitest';
import { createSupervisedRunner } from '../../../src/adapters/runner/supervised-runner.ts';
import { describeRunnerEnds } from '../../contracts/runner-ends.contract.ts';
import { describeRunner } from '../../contracts/runner.contract.ts';
import { needs } from '../../fixtures/needs.ts';
import { createScratch } from '../../fixtures/runs.ts';
import type { RunnerFixture } from '../../fixtures/use-runner.ts';

const create = async (): Promise<RunnerFixture> => {
  const scratch = await createScratch();
  const runner = createSupervisedRunner({
    root: join(scratch.path, 'runs with space'),
    graceMs: 300,
    clock: { now: () => new Date() },
    host: { shell: '/bin/bash', setsid: null },
  });
  return { runner, scratch: scratch.path, dispose: scratch.remove };
};

describe('without /proc and setsid', needs('bash', 'ps'), () => {
  describeRunner('the supervised runner', create);
  describeRunnerEnds('the supervised runner, when runs end', create);
});
