import { join } from 'node:path';
import { createSupervisedRunner } from '../../../src/adapters/runner/supervised-runner.ts';
import type { Host } from '../../../src/adapters/runner/host.ts';
import { describeRunner, type RunnerFixture } from '../../contracts/runner.contract.ts';
import { createScratch } from '../../fixtures/runs.ts';

const create = (host: Partial<Host>) => async (): Promise<RunnerFixture> => {
  const scratch = await createScratch();
  const runner = createSupervisedRunner({
    root: join(scratch.path, 'runs with space'),
    graceMs: 600,
    clock: { now: () => new Date() },
    host,
  });
  return { runner, scratch: scratch.path, dispose: scratch.remove };
};

describeRunner('the supervised runner', create({}));
describeRunner('the supervised runner under bash', create({ shell: '/bin/bash' }));
describeRunner('the supervised runner without /proc and setsid', create({ shell: '/bin/bash', setsid: null }));
