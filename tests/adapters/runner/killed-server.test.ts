import { once } from 'node:events';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSupervisedRunner } from '../../../src/adapters/runner/supervised-runner.ts';
import { createScratch, linesOf, program, until } from '../../fixtures/runs.ts';

const lives = 15;
const runsPerLife = 3;

test('no run is started twice and every exit status is true when servers race and are killed again and again', async () => {
  const scratch = await createScratch();
  const root = join(scratch.path, 'runs');
  const starts = join(scratch.path, 'starts');
  const runner = createSupervisedRunner({ root, clock: { now: () => new Date() } });
  let kills = 0;

  for (let life = 0; life < lives; life += 1) {
    const first = Math.max(0, (life - 1) * runsPerLife);
    const last = (life + 1) * runsPerLife - 1;
    const args = [program('run-server.ts'), root, program('count-start.sh'), starts, String(first), String(last)];
    const signals = await Promise.all([liveAndDie(args), liveAndDie(args)]);
    kills += signals.filter((signal) => signal === 'SIGKILL').length;
  }

  const runs = Array.from({ length: lives * runsPerLife }, (_, n) => n);
  const ends = await Promise.all(
    runs.map(async (n) => {
      const run = { flow: `flow-${n % 3}`, key: `${n}.0` };
      if ((await runner.probe(run)).state === 'absent') return null;
      return runner.whenEnded(run, AbortSignal.timeout(20_000));
    }),
  );
  const lines = await linesOf(starts);
  const started = runs.filter((n) => ends[n] !== null);

  expect(kills).toBe(lives * 2);
  expect(started.length).toBeGreaterThan(lives / 2);
  expect(lines.filter((line) => line.startsWith('start')).toSorted()).toEqual(
    started.map((n) => `start ${n}`).toSorted(),
  );
  for (const n of started) expect(ends[n]).toMatchObject({ state: 'exited', reason: 'exited', code: n % 7 });
  await scratch.remove();
}, 90_000);

test('a process ends by itself while its run goes on', async () => {
  const scratch = await createScratch();
  const root = join(scratch.path, 'runs');
  const server = spawn(execPath, [program('start-and-leave.ts'), root], { stdio: 'inherit' });
  expect(await once(server, 'exit')).toEqual([0, null]);
  const runner = createSupervisedRunner({ root, clock: { now: () => new Date() } });
  const run = { flow: 'flow-a', key: '1.0' };
  expect(['waiting', 'running']).toContain((await runner.probe(run)).state);
  await runner.stop(run);
  await scratch.remove();
});

test('waits that are over leave no watcher behind', async () => {
  const scratch = await createScratch();
  const runner = createSupervisedRunner({ root: scratch.path, clock: { now: () => new Date() } });
  const run = { flow: 'flow-a', key: '1.0' };
  const countWatchers = (): number =>
    process.getActiveResourcesInfo().filter((name) => name.startsWith('FSEvent')).length;
  const before = countWatchers();
  await runner.start(run, {
    command: ['sleep', '30'],
    env: { PATH: '/usr/bin:/bin' },
    cwd: '/',
    timeoutMs: 9000,
    after: [],
  });
  const controller = new AbortController();
  const waits = Array.from({ length: 10 }, () => runner.whenEnded(run, controller.signal));
  const settled = Promise.allSettled(waits);
  await until(async () => countWatchers() === before + 10);
  controller.abort();
  expect((await settled).map(({ status }) => status)).toEqual(waits.map(() => 'rejected'));
  await until(async () => countWatchers() === before);
  await runner.stop(run);
  await scratch.remove();
});

const liveAndDie = async (args: readonly string[]): Promise<NodeJS.Signals | null> => {
  const server = spawn(execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  await Promise.race([once(server.stdout, 'data'), ended]);
  await sleep(Math.random() * 120);
  server.kill('SIGKILL');
  await ended;
  return server.signalCode;
};
