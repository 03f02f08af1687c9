import { join } from 'node:path';
import { kill } from 'node:process';
import { describe, expect, test } from 'vitest';
import { isProcessAlive, linesOf, program, readPids, runKey } from '../fixtures/runs.ts';
import { type CreateRunner, signal, useRunner } from '../fixtures/use-runner.ts';

/** How runs come to their end, by themselves, by timeout, by request, or by a dead supervisor. */
export const describeRunnerEnds = (name: string, create: CreateRunner): void => {
  describe(name, () => {
    const { runner, scratch, jobOf, run } = useRunner(create);

    test('a timeout counts from the start and ends grandchildren that ignore TERM', async () => {
      const pids = join(scratch(), 'pids');
      const { end } = await run([program('spawn-stubborn.sh'), pids], { timeoutMs: 1500 });
      expect(end).toMatchObject({ state: 'exited', reason: 'timed-out' });
      if (end.state !== 'exited') throw new Error('not exited');
      expect(Date.parse(end.endedAt) - Date.parse(end.startedAt ?? '')).toBeGreaterThanOrEqual(1500);
      expect((await readPids(pids)).filter(isProcessAlive)).toEqual([]);
    });

    test('stop ends grandchildren that ignore TERM within five seconds', async () => {
      const pids = join(scratch(), 'pids');
      const key = runKey();
      await runner().start(key, jobOf([program('spawn-stubborn.sh'), pids]));
      const living = await readPids(pids);
      const from = Date.now();
      expect(await runner().stop(key)).toMatchObject({ state: 'exited', reason: 'cancelled' });
      expect(Date.now() - from).toBeLessThan(5000);
      expect(living.filter(isProcessAlive)).toEqual([]);
    });

    test('what a command leaves running is gone before its end is reported', async () => {
      const pids = join(scratch(), 'pids');
      const { end } = await run([program('spawn-stubborn.sh'), pids, 'leave']);
      expect(end).toMatchObject({ reason: 'exited', code: 0 });
      expect((await readPids(pids)).filter(isProcessAlive)).toEqual([]);
    });

    test('stopping a run that has ended answers how it ended', async () => {
      const key = runKey();
      const { end } = await run([program('exit-with.sh'), '4'], {}, key);
      expect(await runner().stop(key)).toEqual(end);
    });

    test('runs wait for their predecessors', async () => {
      const starts = join(scratch(), 'starts');
      const keys = [runKey(), runKey(), runKey()];
      for (const [n, key] of keys.entries()) {
        const job = jobOf([program('count-start.sh'), starts, String(n), '0.3', '0'], { after: keys.slice(0, n) });
        await runner().start(key, job);
      }
      await Promise.all(keys.map((key) => runner().whenEnded(key, signal())));
      expect(await linesOf(starts)).toEqual(['start 0', 'end 0', 'start 1', 'end 1', 'start 2', 'end 2']);
    });

    test('a queued run that is stopped never starts', async () => {
      const starts = join(scratch(), 'starts');
      const [first, second] = [runKey(), runKey()];
      await runner().start(first, jobOf(['sleep', '30']));
      const job = jobOf([program('count-start.sh'), starts, 'a', '0', '0'], { after: [first] });
      expect(await runner().start(second, job)).toMatchObject({ state: 'waiting' });
      expect(await runner().stop(second)).toMatchObject({ state: 'exited', reason: 'cancelled', startedAt: null });
      await runner().stop(first);
      expect(await linesOf(starts)).toEqual([]);
    });

    test('a predecessor that was never asked for holds nothing up', async () => {
      const { end } = await run(['true'], { after: [runKey()] });
      expect(end).toMatchObject({ state: 'exited', code: 0 });
    });

    test('a predecessor whose runner was killed holds nothing up and is not left running', async () => {
      const [first, second] = [runKey(), runKey()];
      await runner().start(first, jobOf(['sleep', '60']));
      const running = await runner().whenStarted(first, signal());
      if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
      await runner().start(second, jobOf(['true'], { after: [first] }));
      kill(running.runnerPid, 'SIGKILL');
      expect(await runner().whenEnded(second, signal())).toMatchObject({ state: 'exited', code: 0 });
      expect(await runner().probe(first)).toEqual({ state: 'lost', reason: 'runner-gone' });
      expect(isProcessAlive(running.pid)).toBe(false);
    });

    test('a run whose runner was killed is lost, and stop still ends its command', async () => {
      const pids = join(scratch(), 'pids');
      const key = runKey();
      await runner().start(key, jobOf([program('spawn-stubborn.sh'), pids]));
      const living = await readPids(pids);
      const running = await runner().probe(key);
      if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
      kill(running.runnerPid, 'SIGKILL');
      expect(await runner().whenEnded(key, signal())).toEqual({ state: 'lost', reason: 'runner-gone' });
      expect(living.filter(isProcessAlive)).toHaveLength(4);
      expect(await runner().stop(key)).toEqual({ state: 'lost', reason: 'runner-gone' });
      expect(living.filter(isProcessAlive)).toEqual([]);
    });

    test('a runner that does not answer is ended with its command', async () => {
      const key = runKey();
      await runner().start(key, jobOf(['sleep', '60']));
      const running = await runner().whenStarted(key, signal());
      if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
      kill(running.runnerPid, 'SIGSTOP');
      const from = Date.now();
      expect(await runner().stop(key)).toEqual({ state: 'lost', reason: 'runner-gone' });
      expect(Date.now() - from).toBeLessThan(5000);
      expect([running.pid, running.runnerPid].filter(isProcessAlive)).toEqual([]);
    });

    test('waits end with the reason of their signal', async () => {
      const key = runKey();
      await runner().start(key, jobOf(['sleep', '30']));
      const controller = new AbortController();
      const waiting = runner().whenEnded(key, controller.signal);
      controller.abort(new Error('enough'));
      await expect(waiting).rejects.toThrow('enough');
      await expect(runner().whenStarted(runKey(), controller.signal)).rejects.toThrow('enough');
      await runner().stop(key);
    });

    test('a run is removed once it has ended, not before', async () => {
      const key = runKey();
      await runner().start(key, jobOf(['sleep', '30']));
      await expect(runner().remove(key)).rejects.toThrow('stop it first');
      await runner().stop(key);
      await runner().remove(key);
      expect(await runner().probe(key)).toEqual({ state: 'absent' });
      await runner().remove(key);
    });
  });
};
