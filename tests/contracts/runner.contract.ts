import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isProcessAlive, linesOf, program, runKey, until } from '../fixtures/runs.ts';
import { type CreateRunner, signal, useRunner } from '../fixtures/use-runner.ts';

/** What a runner starts, hands on and hands back; `runner-ends.contract.ts` has the rest. */
export const describeRunner = (name: string, create: CreateRunner): void => {
  describe(name, () => {
    const { runner, scratch, jobOf, run } = useRunner(create);

    test('a run that was never asked for is absent, has no output, and stopping it answers null', async () => {
      const key = runKey();
      expect(await runner().probe(key)).toEqual({ state: 'absent' });
      expect(await runner().stop(key)).toBeNull();
      expect(await runner().started(key)).toEqual({ runnerPid: null, pid: null });
      expect(await runner().readOutput(key, 0)).toEqual({ bytes: new Uint8Array(), next: 0 });
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
      const first = await runner().start(key, jobOf(['sleep', '30']));
      expect(['waiting', 'running']).toContain(first.state);
      const running = await runner().whenStarted(key, signal());
      if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
      await until(async () => (await readFile(`/proc/${running.pid}/comm`, 'utf8')) === 'sleep\n');
      expect(await runner().started(key)).toEqual({ runnerPid: running.runnerPid, pid: running.pid });
      expect(await runner().stop(key)).toMatchObject({ state: 'exited', reason: 'cancelled', code: 143 });
      expect(isProcessAlive(running.pid)).toBe(false);
      expect(await runner().started(key)).toEqual({ runnerPid: running.runnerPid, pid: running.pid });
    });

    test('starting a key again starts nothing and answers how it stands', async () => {
      const starts = join(scratch(), 'starts');
      const key = runKey();
      const job = jobOf([program('count-start.sh'), starts, 'a', '0', '3']);
      await runner().start(key, job);
      const end = await runner().whenEnded(key, signal());
      expect(await runner().start(key, job)).toEqual(end);
      expect(await linesOf(starts)).toEqual(['start a', 'end a']);
    });

    test('of many starts of one key at once one starts the command', async () => {
      const starts = join(scratch(), 'starts');
      const key = runKey();
      const job = jobOf([program('count-start.sh'), starts, 'a', '0.2', '0']);
      const states = await Promise.all(Array.from({ length: 8 }, () => runner().start(key, job)));
      expect(states.filter(({ state }) => state === 'absent' || state === 'claimed')).toEqual([]);
      await runner().whenEnded(key, signal());
      expect(await linesOf(starts)).toEqual(['start a', 'end a']);
    });

    test('a command that does not exist ends with 127 and says so in its output', async () => {
      const { end, bytes } = await run(['no-such-program-here']);
      expect(end).toMatchObject({ state: 'exited', reason: 'exited', code: 127 });
      expect(bytes.toString()).toContain('no-such-program-here');
    });

    test('a working directory that does not exist ends with 126 and says so in its output', async () => {
      const { end, bytes } = await run(['true'], { cwd: join(scratch(), 'gone') });
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
      const env = {
        A: ' x\ny$(z)"\'',
        PATH: '/usr/bin:/bin',
        IFS: ':',
        PWD: '/nowhere',
        code: '1',
        LC_ALL: 'C',
        E: '',
      };
      const { bytes } = await run(['env', '-0'], { env });
      const pairs = bytes.toString().split('\0').slice(0, -1).sort();
      expect(pairs).toEqual(
        Object.entries(env)
          .map(([name, value]) => `${name}=${value}`)
          .sort(),
      );
    });

    test('an empty environment is empty', async () => {
      const { bytes } = await run(['/usr/bin/env', '-0'], { env: {} });
      expect(bytes.toString()).toBe('');
    });

    test('refuses a variable that a shell cannot hand on', async () => {
      await expect(runner().start(runKey(), jobOf(['true'], { env: { 'a.b': '1' } }))).rejects.toThrow(RangeError);
      await expect(runner().start(runKey(), jobOf(['true'], { env: { pb_why: '1' } }))).rejects.toThrow(RangeError);
      await expect(runner().start(runKey(), jobOf(['tr\0ue']))).rejects.toThrow(RangeError);
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
      const part = await runner().readOutput(key, 100, 50);
      expect([Buffer.from(part.bytes), part.next]).toEqual([all.subarray(100, 150), 150]);
      const last = await runner().readOutput(key, -50);
      expect([Buffer.from(last.bytes), last.next]).toEqual([all.subarray(206), 256]);
      expect(await runner().readOutput(key, -999, 10)).toMatchObject({ next: 10 });
      expect(await runner().readOutput(key, 256)).toMatchObject({ next: 256 });
      expect((await runner().readOutput(key, 999)).bytes).toHaveLength(0);
    });

    test('the runs of a flow are listed while they have a directory', async () => {
      const [one, two] = [runKey('flow-l'), runKey('flow-l')];
      expect(await runner().list('flow-l')).toEqual([]);
      runner().directory(one);
      await run(['true'], {}, two);
      await run(['true'], {}, runKey('flow-m'));
      expect((await runner().list('flow-l')).toSorted()).toEqual([one.key, two.key].toSorted());
      await runner().remove(two);
      expect(await runner().list('flow-l')).toEqual([one.key]);
    });

    test('output can be followed while the command runs', async () => {
      const key = runKey();
      await runner().start(key, jobOf([program('print-slowly.sh'), '3', '0.2']));
      let next = 0;
      let text = '';
      await until(async () => {
        const read = await runner().readOutput(key, next);
        next = read.next;
        text += Buffer.from(read.bytes).toString();
        return text.includes('line 2');
      });
      expect((await runner().probe(key)).state).toBe('running');
      await runner().whenEnded(key, signal());
      text += Buffer.from((await runner().readOutput(key, next)).bytes).toString();
      expect(text).toBe('line 1\nline 2\nline 3\n');
    });

    test('directories are private, the output too, and the command keeps the umask of the caller', async () => {
      const key = runKey();
      const work = runner().directory(key);
      await run(['sh', '-c', 'umask'], {}, key);
      const modes = await Promise.all([work, join(work, '..'), join(work, '..', 'output')].map((path) => stat(path)));
      expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '700', '600']);
      const { bytes } = await runner().readOutput(key, 0);
      expect(Number.parseInt(Buffer.from(bytes).toString(), 8)).toBe(process.umask());
    });

    test.each([
      { flow: '../x', key: '1.0' },
      { flow: 'x', key: '..' },
      { flow: 'x', key: 'a/b' },
      { flow: '', key: '1.0' },
      { flow: 'x', key: '1.0\n' },
    ])('refuses the key $flow $key', async (key) => {
      expect(() => runner().directory(key)).toThrow(RangeError);
      await expect(runner().start(key, jobOf(['true']))).rejects.toThrow(RangeError);
      await expect(runner().probe(key)).rejects.toThrow(RangeError);
      await expect(runner().whenEnded(key, signal())).rejects.toThrow(RangeError);
      await expect(runner().start(runKey(), jobOf(['true'], { after: [key] }))).rejects.toThrow(RangeError);
    });
  });
};
