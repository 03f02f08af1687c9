import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { kill } from 'node:process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunJob, RunKey, Runner } from '../../src/machines/ports/runner.ts';
import { isProcessAlive, linesOf, program, readPids, runKey, until } from '../fixtures/runs.ts';

export type RunnerFixture = Readonly<{
  runner: Runner;
  /** Scratch directory of this test. */
  scratch: string;
  dispose(): Promise<void>;
}>;

/** What every runner does, whatever it runs on. */
export const describeRunner = (name: string, create: () => Promise<RunnerFixture>): void => {
  describe(name, () => {
    let fixture: RunnerFixture;
    let runner: Runner;
    const signal = (): AbortSignal => AbortSignal.timeout(15_000);
    const jobOf = (command: RunJob['command'], more: Partial<RunJob> = {}): RunJob => ({
      command,
      env: { PATH: '/usr/bin:/bin' },
      cwd: fixture.scratch,
      timeoutMs: 60_000,
      after: [],
      ...more,
    });
    const run = async (command: RunJob['command'], more: Partial<RunJob> = {}, key: RunKey = runKey()) => {
      await runner.start(key, jobOf(command, more));
      const end = await runner.whenEnded(key, signal());
      const { bytes } = await runner.readOutput(key, 0);
      return { end, bytes: Buffer.from(bytes) };
    };

    beforeEach(async () => {
      fixture = await create();
      runner = fixture.runner;
    });
    afterEach(() => fixture.dispose());

    test('a run that was never asked for is absent, has no output, and stopping it answers null', async () => {
      const key = runKey();
      expect(await runner.probe(key)).toEqual({ state: 'absent' });
      expect(await runner.stop(key)).toBeNull();
      expect(await runner.readOutput(key, 0)).toEqual({ bytes: new Uint8Array(), next: 0 });
    });

    test('reports exit status, times, and both streams in one output', async () => {
      const before = Date.now();
      const { end, bytes } = await run([program('exit-with.sh'), '7']);
      expect(end).toMatchObject({ state: 'exited', reason: 'exited', code: 7 });
      expect(bytes.toString()).toBe('to stdout\nto stderr\n');
      if (end.state !== 'exited') throw new Error('not exited');
      expect(Date.parse(end.startedAt ?? '')).toBeGreaterThanOrEqual(before - 20);
      expect(Date.parse(end.endedAt)).toBeGreaterThanOrEqual(Date.parse(end.startedAt ?? ''));
    });

    test('a run is under way when start resolves, and running with the pid of its command', async () => {
      const key = runKey();
      const first = await runner.start(key, jobOf(['sleep', '30']));
      expect(['waiting', 'running']).toContain(first.state);
      const running = await runner.whenStarted(key, signal());
      if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
      await until(async () => (await readFile(`/proc/${running.pid}/comm`, 'utf8')) === 'sleep\n');
      expect(await runner.stop(key)).toMatchObject({ state: 'exited', reason: 'cancelled', code: 143 });
      expect(isProcessAlive(running.pid)).toBe(false);
    });

    test('starting a key again starts nothing and answers how it stands', async () => {
      const starts = join(fixture.scratch, 'starts');
      const key = runKey();
      const job = jobOf([program('count-start.sh'), starts, 'a', '0', '3']);
      await runner.start(key, job);
      const end = await runner.whenEnded(key, signal());
      expect(await runner.start(key, job)).toEqual(end);
      expect(await linesOf(starts)).toEqual(['start a', 'end a']);
    });

    test('of many starts of one key at once one starts the command', async () => {
      const starts = join(fixture.scratch, 'starts');
      const key = runKey();
      const job = jobOf([program('count-start.sh'), starts, 'a', '0.2', '0']);
      const states = await Promise.all(Array.from({ length: 8 }, () => runner.start(key, job)));
      expect(states.filter(({ state }) => state === 'absent' || state === 'claimed')).toEqual([]);
      await runner.whenEnded(key, signal());
      expect(await linesOf(starts)).toEqual(['start a', 'end a']);
    });

    test('a command that does not exist ends with 127 and says so in its output', async () => {
      const { end, bytes } = await run(['no-such-program-here']);
      expect(end).toMatchObject({ state: 'exited', reason: 'exited', code: 127 });
      expect(bytes.toString()).toContain('no-such-program-here');
    });

    test('a working directory that does not exist ends with 126 and says so in its output', async () => {
      const { end, bytes } = await run(['true'], { cwd: join(fixture.scratch, 'gone') });
      expect(end).toMatchObject({ state: 'exited', reason: 'exited', code: 126 });
      expect(bytes.toString()).toContain('gone');
    });

    test('looks the command up on the PATH of the job', async () => {
      const { end } = await run(['exit-with.sh', '9']);
      expect(end).toMatchObject({ code: 127 });
      const found = await run(['exit-with.sh', '9'], { env: { PATH: `${program('.')}:/usr/bin:/bin` } });
      expect(found.end).toMatchObject({ code: 9 });
    });

    test('a command killed by a signal ends with 128 and the signal', async () => {
      const { end } = await run(['sh', '-c', 'kill -9 $$']);
      expect(end).toMatchObject({ reason: 'exited', code: 137 });
    });

    test.each([
      ['spaces and quotes', ['a b', `"'`, '\\']],
      ['newlines and tabs', ['a\nb', '\n', '\t']],
      ['what a shell would expand', ['$(touch pwned)', '`id`', '$HOME', '*', '~', ';', '&&']],
      ['leading dashes', ['-n', '--', '-e', '--help']],
      ['empty strings and assignments', ['', 'A=b', '']],
      ['unicode', ['ä€😀', 'e\u0301', '\u202e']],
    ])('hands on %s byte for byte', async (_, args) => {
      const { bytes } = await run([program('print-arguments.sh'), ...args]);
      expect(bytes.toString().split('\0').slice(0, -1)).toEqual(args);
    });

    test('the environment is exactly the one of the job', async () => {
      const env = { A: ' x\ny$(z)"\'', PATH: '/usr/bin:/bin', IFS: ':', PWD: '/nowhere', code: '1', LC_ALL: 'C', E: '' };
      const { bytes } = await run(['env', '-0'], { env });
      const pairs = bytes.toString().split('\0').slice(0, -1).sort();
      expect(pairs).toEqual(Object.entries(env).map(([name, value]) => `${name}=${value}`).sort());
    });

    test('an empty environment is empty', async () => {
      const { bytes } = await run(['/usr/bin/env', '-0'], { env: {} });
      expect(bytes.toString()).toBe('');
    });

    test('refuses a variable that a shell cannot hand on', async () => {
      await expect(runner.start(runKey(), jobOf(['true'], { env: { 'a.b': '1' } }))).rejects.toThrow(RangeError);
      await expect(runner.start(runKey(), jobOf(['true'], { env: { pb_why: '1' } }))).rejects.toThrow(RangeError);
      await expect(runner.start(runKey(), jobOf(['tr\0ue']))).rejects.toThrow(RangeError);
    });

    test('stdin is at its end', async () => {
      const { end, bytes } = await run(['sh', '-c', 'wc -c']);
      expect([end, bytes.toString().trim()]).toMatchObject([{ code: 0 }, '0']);
    });

    test('output is kept byte for byte and read from any offset', async () => {
      const key = runKey();
      const { bytes } = await run([program('print-binary.sh')], {}, key);
      const all = Buffer.from(Array.from({ length: 256 }, (_, n) => n));
      expect(bytes).toEqual(all);
      const part = await runner.readOutput(key, 100, 50);
      expect([Buffer.from(part.bytes), part.next]).toEqual([all.subarray(100, 150), 150]);
      expect(await runner.readOutput(key, 256)).toMatchObject({ next: 256 });
      expect((await runner.readOutput(key, 999)).bytes).toHaveLength(0);
    });

    test('output can be followed while the command runs', async () => {
      const key = runKey();
      await runner.start(key, jobOf([program('print-slowly.sh'), '3', '0.2']));
      let next = 0;
      let text = '';
      await until(async () => {
        const read = await runner.readOutput(key, next);
        next = read.next;
        text += Buffer.from(read.bytes).toString();
        return text.includes('line 2');
      });
      expect((await runner.probe(key)).state).toBe('running');
      await runner.whenEnded(key, signal());
      text += Buffer.from((await runner.readOutput(key, next)).bytes).toString();
      expect(text).toBe('line 1\nline 2\nline 3\n');
    });

    test('directories are private, the output too, and the command keeps the umask of the caller', async () => {
      const key = runKey();
      const work = runner.directory(key);
      await run(['sh', '-c', 'umask'], {}, key);
      const modes = await Promise.all([work, join(work, '..'), join(work, '..', 'output')].map((path) => stat(path)));
      expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '700', '600']);
      const { bytes } = await runner.readOutput(key, 0);
      expect(Number.parseInt(Buffer.from(bytes).toString(), 8)).toBe(process.umask());
    });

    test('a timeout counts from the start and ends grandchildren that ignore TERM', async () => {
      const pids = join(fixture.scratch, 'pids');
      const { end } = await run([program('spawn-stubborn.sh'), pids], { timeoutMs: 1500 });
      expect(end).toMatchObject({ state: 'exited', reason: 'timed-out' });
      if (end.state !== 'exited') throw new Error('not exited');
      expect(Date.parse(end.endedAt) - Date.parse(end.startedAt ?? '')).toBeGreaterThanOrEqual(1500);
      expect((await readPids(pids)).filter(isProcessAlive)).toEqual([]);
    });

    test('stop ends grandchildren that ignore TERM within five seconds', async () => {
      const pids = join(fixture.scratch, 'pids');
      const key = runKey();
      await runner.start(key, jobOf([program('spawn-stubborn.sh'), pids]));
      const living = await readPids(pids);
      const from = Date.now();
      expect(await runner.stop(key)).toMatchObject({ state: 'exited', reason: 'cancelled' });
      expect(Date.now() - from).toBeLessThan(5000);
      expect(living.filter(isProcessAlive)).toEqual([]);
    });

    test('what a command leaves running is gone before its end is reported', async () => {
      const pids = join(fixture.scratch, 'pids');
      const { end } = await run([program('spawn-stubborn.sh'), pids, 'leave']);
      expect(end).toMatchObject({ reason: 'exited', code: 0 });
      expect((await readPids(pids)).filter(isProcessAlive)).toEqual([]);
    });

    test('stopping a run that has ended answers how it ended', async () => {
      const key = runKey();
      const { end } = await run([program('exit-with.sh'), '4'], {}, key);
      expect(await runner.stop(key)).toEqual(end);
    });

    test('runs wait for their predecessors', async () => {
      const starts = join(fixture.scratch, 'starts');
      const keys = [runKey(), runKey(), runKey()];
      for (const [n, key] of keys.entries()) {
        const job = jobOf([program('count-start.sh'), starts, String(n), '0.3', '0'], { after: keys.slice(0, n) });
        await runner.start(key, job);
      }
      await Promise.all(keys.map((key) => runner.whenEnded(key, signal())));
      expect(await linesOf(starts)).toEqual(['start 0', 'end 0', 'start 1', 'end 1', 'start 2', 'end 2']);
    });

    test('a queued run that is stopped never starts', async () => {
      const starts = join(fixture.scratch, 'starts');
      const [first, second] = [runKey(), runKey()];
      await runner.start(first, jobOf(['sleep', '30']));
      const job = jobOf([program('count-start.sh'), starts, 'a', '0', '0'], { after: [first] });
      expect(await runner.start(second, job)).toMatchObject({ state: 'waiting' });
      expect(await runner.stop(second)).toMatchObject({ state: 'exited', reason: 'cancelled', startedAt: null });
      await runner.stop(first);
      expect(await linesOf(starts)).toEqual([]);
    });

    test('a predecessor that was never asked for holds nothing up', async () => {
      const { end } = await run(['true'], { after: [runKey()] });
      expect(end).toMatchObject({ state: 'exited', code: 0 });
    });

    test('a predecessor whose runner was killed holds nothing up and is not left running', async () => {
      const [first, second] = [runKey(), runKey()];
      await runner.start(first, jobOf(['sleep', '60']));
      const running = await runner.whenStarted(first, signal());
      if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
      await runner.start(second, jobOf(['true'], { after: [first] }));
      kill(running.runnerPid, 'SIGKILL');
      expect(await runner.whenEnded(second, signal())).toMatchObject({ state: 'exited', code: 0 });
      expect(await runner.probe(first)).toEqual({ state: 'lost', reason: 'runner-gone' });
      expect(isProcessAlive(running.pid)).toBe(false);
    });

    test('a run whose runner was killed is lost, and stop still ends its command', async () => {
      const pids = join(fixture.scratch, 'pids');
      const key = runKey();
      await runner.start(key, jobOf([program('spawn-stubborn.sh'), pids]));
      const living = await readPids(pids);
      const running = await runner.probe(key);
      if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
      kill(running.runnerPid, 'SIGKILL');
      expect(await runner.whenEnded(key, signal())).toEqual({ state: 'lost', reason: 'runner-gone' });
      expect(living.filter(isProcessAlive)).toHaveLength(4);
      expect(await runner.stop(key)).toEqual({ state: 'lost', reason: 'runner-gone' });
      expect(living.filter(isProcessAlive)).toEqual([]);
    });

    test('a runner that does not answer is ended with its command', async () => {
      const key = runKey();
      await runner.start(key, jobOf(['sleep', '60']));
      const running = await runner.whenStarted(key, signal());
      if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
      kill(running.runnerPid, 'SIGSTOP');
      const from = Date.now();
      expect(await runner.stop(key)).toEqual({ state: 'lost', reason: 'runner-gone' });
      expect(Date.now() - from).toBeLessThan(5000);
      expect([running.pid, running.runnerPid].filter(isProcessAlive)).toEqual([]);
    });

    test('waits end with the reason of their signal', async () => {
      const key = runKey();
      await runner.start(key, jobOf(['sleep', '30']));
      const controller = new AbortController();
      const waiting = runner.whenEnded(key, controller.signal);
      controller.abort(new Error('enough'));
      await expect(waiting).rejects.toThrow('enough');
      await expect(runner.whenStarted(runKey(), controller.signal)).rejects.toThrow('enough');
      await runner.stop(key);
    });

    test('a run is removed once it has ended, not before', async () => {
      const key = runKey();
      await runner.start(key, jobOf(['sleep', '30']));
      await expect(runner.remove(key)).rejects.toThrow('stop it first');
      await runner.stop(key);
      await runner.remove(key);
      expect(await runner.probe(key)).toEqual({ state: 'absent' });
      await runner.remove(key);
    });

    test.each([
      { flow: '../x', key: '1.0' },
      { flow: 'x', key: '..' },
      { flow: 'x', key: 'a/b' },
      { flow: '', key: '1.0' },
      { flow: 'x', key: '1.0\n' },
    ])('refuses the key $flow $key', async (key) => {
      expect(() => runner.directory(key)).toThrow(RangeError);
      await expect(runner.start(key, jobOf(['true']))).rejects.toThrow(RangeError);
      await expect(runner.probe(key)).rejects.toThrow(RangeError);
      await expect(runner.start(runKey(), jobOf(['true'], { after: [key] }))).rejects.toThrow(RangeError);
    });
  });
};
