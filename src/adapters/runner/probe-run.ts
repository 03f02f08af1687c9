import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { Clock } from '../../machines/ports/clock.ts';
import type { RunEnd, RunState } from '../../machines/ports/runner.ts';
import { absent } from '../files/errno.ts';
import type { Host } from './host.ts';
import { isAlive, parseIdentity, type ProcessIdentity } from './process-identity.ts';
import type { RunPaths } from './run-directory.ts';

/** How a run stands. A claim that stays without a runner for 3 s is closed, so that a late runner starts nothing. */
export const probeRun = async (paths: RunPaths, host: Host, clock: Pick<Clock, 'now'>): Promise<RunState> => {
  const claimed = await readTime(paths.claim);
  if (claimed === null) return { state: 'absent' };
  const end = await readExit(paths);
  if (end !== null) return end;
  const runner = await readIdentity(paths.runner);
  if (runner === null) return probeClaim(paths, clock.now().getTime() - claimed);
  if (runner.pid === 0) return { state: 'lost', reason: 'never-started' };
  if (await isAlive(runner, host)) return probeLive(paths, runner.pid);
  // It may have ended between the two looks.
  return (await readExit(paths)) ?? { state: 'lost', reason: runner.boot === host.boot ? 'runner-gone' : 'reboot' };
};

/** The command's identity; `null` before its start. */
export const readCommand = (paths: RunPaths): Promise<ProcessIdentity | null> => readIdentity(paths.pid);

/** The runner's identity; `null` before it is known, pid 0 when the claim was closed without one. */
export const readIdentity = async (path: string): Promise<ProcessIdentity | null> =>
  parseIdentity(await readText(path));

/** Process ids the run has or had; null for what never started. */
export const readPids = async (paths: RunPaths): Promise<{ runnerPid: number | null; pid: number | null }> => {
  const [runner, command] = await Promise.all([readIdentity(paths.runner), readCommand(paths)]);
  return { runnerPid: runner?.pid || null, pid: command?.pid ?? null };
};

const probeClaim = async (paths: RunPaths, ageMs: number): Promise<RunState> => {
  if (ageMs < 3000) return { state: 'claimed' };
  // Only one of this link and the runner's own can win.
  const nobody = `${paths.runner}.nobody`;
  await writeFile(nobody, '0\n\n\n', { mode: 0o600 });
  const isClosed = await link(nobody, paths.runner).then(
    () => true,
    () => false,
  );
  await rm(nobody, { force: true });
  if (isClosed) return { state: 'lost', reason: 'never-started' };
  // Either the runner came just now, or a power cut left its file empty.
  return (await readIdentity(paths.runner)) === null ? { state: 'lost', reason: 'runner-gone' } : { state: 'claimed' };
};

const probeLive = async (paths: RunPaths, runnerPid: number): Promise<RunState> => {
  const command = await readCommand(paths);
  const started = await readTime(paths.pid);
  if (command === null || started === null) return { state: 'waiting', runnerPid };
  return { state: 'running', runnerPid, pid: command.pid, startedAt: toIso(started) };
};

const readExit = async (paths: RunPaths): Promise<RunEnd | null> => {
  const [, reason, code] = /^(exited|timed-out|cancelled)\n(\d+)\n$/.exec(await readText(paths.exit)) ?? [];
  const ended = await readTime(paths.exit);
  if (!isReason(reason) || ended === null) return null;
  const started = await readTime(paths.pid);
  return {
    state: 'exited',
    reason,
    code: Number(code),
    startedAt: started === null ? null : toIso(started),
    endedAt: toIso(ended),
  };
};

const isReason = (text: string | undefined): text is Extract<RunEnd, { state: 'exited' }>['reason'] =>
  text === 'exited' || text === 'timed-out' || text === 'cancelled';

const readText = async (path: string): Promise<string> => (await readFile(path, 'utf8').catch(absent)) ?? '';

const readTime = (path: string): Promise<number | null> =>
  stat(path).then((found) => Math.floor(found.mtimeMs), absent);

const toIso = (ms: number): string => new Date(ms).toISOString();
