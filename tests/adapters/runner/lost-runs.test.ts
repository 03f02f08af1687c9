import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kill, pid as ownPid } from 'node:process';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseProcStat } from '../../../src/adapters/runner/process-identity.ts';
import {
  createSupervisedRunner,
  type SupervisedRunnerOptions,
} from '../../../src/adapters/runner/supervised-runner.ts';
import type { RunJob, Runner } from '../../../src/machines/ports/runner.ts';
import { createScratch, isProcessAlive, linesOf, program, readPids, runKey, until } from '../../fixtures/runs.ts';

let scratch: Awaited<ReturnType<typeof createScratch>>;
let runner: Runner;
const create = (more: Partial<SupervisedRunnerOptions> = {}): Runner =>
  createSupervisedRunner({ root: scratch.path, graceMs: 500, clock: { now: () => new Date() }, ...more });
const jobOf = (command: RunJob['command'], more: Partial<RunJob> = {}): RunJob => ({
  command,
  env: { PATH: '/usr/bin:/bin' },
  cwd: scratch.path,
  timeoutMs: 60_000,
  after: [],
  ...more,
});
const pathOf = (run: { flow: string; key: string }, name: string): string =>
  join(scratch.path, run.flow, run.key, name);
const readBoot = async (): Promise<string> => (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
const claim = async (run: { flow: string; key: string }, ageMs: number): Promise<void> => {
  await mkdir(pathOf(run, 'claim'), { recursive: true });
  const then = new Date(Date.now() - ageMs);
  await utimes(pathOf(run, 'claim'), then, then);
};

const countProcesses = async (argument: string): Promise<number> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lists = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lists.filter((list) => list.includes(argument.replace(/\/$/, ''))).length;
};

beforeEach(async () => {
  scratch = await createScratch();
  runner = create();
});
afterEach(() => scratch.remove());

test('a pid that now belongs to another process is no runner', async () => {
  const run = runKey();
  await claim(run, 0);
  await writeFile(pathOf(run, 'runner'), `${ownPid}\n1\n${await readBoot()}\n`);
  expect(await runner.probe(run)).toEqual({ state: 'lost', reason: 'runner-gone' });
});

test('stopping a lost run spares the process that got the pid of its command', async () => {
  const run = runKey();
  const other = runKey();
  await runner.start(other, jobOf(['sleep', '30']));
  const bystander = await runner.whenStarted(other, AbortSignal.timeout(5000));
  if (bystander.state !== 'running') throw new Error(`not running but ${bystander.state}`);
  await claim(run, 0);
  await writeFile(pathOf(run, 'runner'), `${bystander.runnerPid}\n1\n${await readBoot()}\n`);
  await writeFile(pathOf(run, 'pid'), `${bystander.pid}\n1\n${await readBoot()}\n`);
  expect(await runner.stop(run)).toEqual({ state: 'lost', reason: 'runner-gone' });
  expect([bystander.pid, bystander.runnerPid].filter(isProcessAlive)).toHaveLength(2);
  await runner.stop(other);
});

test('a run of another boot is lost to the reboot, and its processes are not touched', async () => {
  const run = runKey();
  await runner.start(run, jobOf(['sleep', '30']));
  const running = await runner.whenStarted(run, AbortSignal.timeout(5000));
  if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
  const rebooted = create({ host: { boot: 'another' } });
  expect(await rebooted.probe(run)).toEqual({ state: 'lost', reason: 'reboot' });
  expect(await rebooted.stop(run)).toEqual({ state: 'lost', reason: 'reboot' });
  expect(isProcessAlive(running.pid)).toBe(true);
  await runner.stop(run);
});

test('a run that ended before the reboot is reported as it ended', async () => {
  const run = runKey();
  await runner.start(run, jobOf([program('exit-with.sh'), '5']));
  const end = await runner.whenEnded(run, AbortSignal.timeout(5000));
  expect(await create({ host: { boot: 'another' } }).probe(run)).toEqual(end);
});

test('a predecessor of another boot, or one that never got a runner, holds nothing up', async () => {
  const [rebooted, claimed, run] = [runKey(), runKey(), runKey()];
  const start = parseProcStat(await readFile('/proc/self/stat', 'latin1'))?.start;
  await claim(rebooted, 0);
  await writeFile(pathOf(rebooted, 'runner'), `${ownPid}\n${start}\nanother\n`);
  await claim(claimed, 0);
  await runner.start(run, jobOf(['true'], { after: [rebooted, claimed] }));
  expect(await runner.whenEnded(run, AbortSignal.timeout(10_000))).toMatchObject({ state: 'exited', code: 0 });
});

test('a fresh claim without a runner is claimed, an old one was never started', async () => {
  const run = runKey();
  await claim(run, 0);
  expect(await runner.probe(run)).toEqual({ state: 'claimed' });
  await claim(run, 4000);
  expect(await runner.probe(run)).toEqual({ state: 'lost', reason: 'never-started' });
  expect(await runner.start(run, jobOf(['true']))).toEqual({ state: 'lost', reason: 'never-started' });
});

test('an old claim whose runner file a power cut left empty is lost', async () => {
  const run = runKey();
  await claim(run, 4000);
  await writeFile(pathOf(run, 'runner'), '');
  expect(await runner.probe(run)).toEqual({ state: 'lost', reason: 'runner-gone' });
});

test('a runner that wakes after it was given up starts nothing', async () => {
  const run = runKey();
  const starts = join(scratch.path, 'starts');
  await mkdir(pathOf(run, ''), { recursive: true });
  await execa('mkfifo', [pathOf(run, 'output')]);
  const started = runner.start(run, jobOf([program('count-start.sh'), starts, 'a', '0', '0']));
  await until(async () => (await runner.probe(run)).state === 'claimed');
  const late = create({ clock: { now: () => new Date(Date.now() + 60_000) } });
  expect(await late.probe(run)).toEqual({ state: 'lost', reason: 'never-started' });
  expect(await countProcesses(pathOf(run, ''))).toBe(1);
  await readFile(pathOf(run, 'output'));
  await until(async () => (await countProcesses(pathOf(run, ''))) === 0);
  expect(await started).toEqual({ state: 'lost', reason: 'never-started' });
  expect(await linesOf(starts)).toEqual([]);
});

test('a directory without a claim is startable', async () => {
  const run = runKey();
  runner.directory(run);
  expect(await runner.probe(run)).toEqual({ state: 'absent' });
  await runner.start(run, jobOf(['true']));
  expect(await runner.whenEnded(run, AbortSignal.timeout(5000))).toMatchObject({ state: 'exited', code: 0 });
});

test('a runner that cannot be started is lost and not absent', async () => {
  const run = runKey();
  const state = await create({ host: { shell: '/no/such/shell' } }).start(run, jobOf(['true']));
  expect(state).toEqual({ state: 'lost', reason: 'never-started' });
});

test('an unfinished exit file is no end', async () => {
  const run = runKey();
  await claim(run, 0);
  await writeFile(pathOf(run, 'exit'), 'exited\n1');
  expect(await runner.probe(run)).toEqual({ state: 'claimed' });
});

test('grandchildren of a lost run are found when its command is gone too', async () => {
  const run = runKey();
  const pids = join(scratch.path, 'pids');
  await runner.start(run, jobOf([program('spawn-stubborn.sh'), pids]));
  const living = await readPids(pids);
  const running = await runner.probe(run);
  if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
  kill(running.runnerPid, 'SIGKILL');
  kill(running.pid, 'SIGKILL');
  await until(async () => living.filter(isProcessAlive).length === 3);
  expect(await runner.stop(run)).toEqual({ state: 'lost', reason: 'runner-gone' });
  expect(living.filter(isProcessAlive)).toEqual([]);
});

test('a cancel that was asked for before the runner was known ends the run before its start', async () => {
  const run = runKey();
  const starts = join(scratch.path, 'starts');
  const patient = create({ graceMs: 2500 });
  const started = patient.start(run, jobOf([program('count-start.sh'), starts, 'a', '5', '0']));
  await until(async () => (await patient.probe(run)).state !== 'absent');
  const [end] = await Promise.all([patient.stop(run), started]);
  expect(end).toMatchObject({ state: 'exited', reason: 'cancelled' });
  expect(await linesOf(starts)).not.toContain('end a');
});

test('a runner that is only about to claim when the run is stopped starts nothing', async () => {
  const run = runKey();
  const starts = join(scratch.path, 'starts');
  runner.directory(run);
  expect(await runner.stop(run)).toBeNull();
  await runner.start(run, jobOf([program('count-start.sh'), starts, 'a', '0', '0']));
  const end = await runner.whenEnded(run, AbortSignal.timeout(5000));
  expect(end).toMatchObject({ state: 'exited', reason: 'cancelled', startedAt: null });
  expect(await linesOf(starts)).toEqual([]);
});

const startBeforeItsGroup = async (run: { flow: string; key: string }): Promise<number> => {
  await mkdir(pathOf(run, ''), { recursive: true });
  await execa('mkfifo', [pathOf(run, 'output')]);
  const started = runner.start(run, jobOf(['sleep', '30']));
  await until(async () => (await runner.probe(run)).state === 'claimed');
  await readFile(pathOf(run, 'output'));
  await started;
  const running = await runner.whenStarted(run, AbortSignal.timeout(5000));
  if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
  kill(running.runnerPid, 'SIGKILL');
  await runner.whenEnded(run, AbortSignal.timeout(5000));
  return running.pid;
};

test('a command whose runner was killed before it had a group is ended by stop', async () => {
  const run = runKey();
  const pid = await startBeforeItsGroup(run);
  expect(isProcessAlive(pid)).toBe(true);
  await runner.stop(run);
  expect(isProcessAlive(pid)).toBe(false);
});

test('a command whose runner was killed before it had a group is ended by its successor', async () => {
  const [run, next] = [runKey(), runKey()];
  const pid = await startBeforeItsGroup(run);
  expect(isProcessAlive(pid)).toBe(true);
  await runner.start(next, jobOf(['true'], { after: [run] }));
  await runner.whenEnded(next, AbortSignal.timeout(5000));
  await until(async () => !isProcessAlive(pid), 1000);
});

test('the pid of the command leads its own group and session', async () => {
  const run = runKey();
  await runner.start(run, jobOf(['sh', '-c', 'cat /proc/$$/stat; exec sleep 0']));
  await runner.whenEnded(run, AbortSignal.timeout(5000));
  const { bytes } = await runner.readOutput(run, 0);
  const [pid, , , , group, session] = Buffer.from(bytes).toString().split(' ');
  const recorded = (await readFile(pathOf(run, 'pid'), 'utf8')).split('\n')[0];
  expect([recorded, group, session]).toEqual([pid, pid, pid]);
});

test('no secret of the environment reaches an argument list or a file', async () => {
  const run = runKey();
  const secret = 'canary-4711';
  await runner.start(run, jobOf(['sleep', '30'], { env: { PATH: '/usr/bin:/bin', TOKEN: secret } }));
  const running = await runner.whenStarted(run, AbortSignal.timeout(5000));
  if (running.state !== 'running') throw new Error(`not running but ${running.state}`);
  await until(async () => (await readFile(`/proc/${running.pid}/environ`, 'utf8')).includes(secret));
  const files = ['runner', 'pid', 'output'].map((name) => pathOf(run, name));
  const lists = [running.pid, running.runnerPid].map((pid) => `/proc/${pid}/cmdline`);
  const texts = await Promise.all([...files, ...lists].map((path) => readFile(path, 'utf8')));
  expect(texts.join('')).not.toContain(secret);
  await runner.stop(run);
});
