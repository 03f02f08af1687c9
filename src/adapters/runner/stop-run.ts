import { writeFile } from 'node:fs/promises';
import type { RunEnd, RunState } from '../../machines/ports/runner.ts';
import { absent } from '../files/errno.ts';
import { awaitRun } from './await-run.ts';
import { endOrphans, send } from './end-group.ts';
import type { Host } from './host.ts';
import { isAlive } from './process-identity.ts';
import { readCommand, readIdentity } from './probe-run.ts';
import type { RunPaths } from './run-directory.ts';

type Stop = Readonly<{
  paths: RunPaths;
  probe: () => Promise<RunState>;
  host: Host;
  graceMs: number;
  pollMs: number;
}>;

/** Ends a run and everything in its group; `null` when it was never started. */
export const stopRun = async (stop: Stop): Promise<RunEnd | null> => {
  // Before the look: a runner that claims only now (its server died just then) finds this and starts nothing.
  await writeFile(stop.paths.cancel, '', { mode: 0o600 }).catch(absent);
  const state = await stop.probe();
  if (state.state === 'absent') return null;
  const end = isEnd(state) ? state : ((await askRunner(stop)) ?? (await endWithoutRunner(stop)));
  if (end.state === 'lost') await endCommand(stop);
  return end;
};

/** `null` when the runner does not get it done in time. */
const askRunner = async (stop: Stop): Promise<RunEnd | null> => {
  const { paths, probe, pollMs, graceMs } = stop;
  const signal = AbortSignal.timeout(graceMs + 1500);
  // Again and again: a shell loses a signal that comes just before it waits.
  const onOther = (): Promise<void> => signalRunner(stop, 'SIGTERM');
  return awaitRun({ paths, probe, isReached: isEnd, pollMs, signal, onOther }).catch((error: unknown) => {
    if (signal.aborted) return null;
    throw error;
  });
};

/** A runner that does not answer (stopped, or stuck on a full disk) must not keep its command alive. */
const endWithoutRunner = async (stop: Stop): Promise<RunEnd> => {
  const { paths, probe, pollMs } = stop;
  await signalRunner(stop, 'SIGKILL');
  await endCommand({ ...stop, graceMs: 0 });
  return awaitRun({ paths, probe, isReached: isEnd, pollMs, signal: new AbortController().signal });
};

const signalRunner = async ({ paths, host }: Stop, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
  const runner = await readIdentity(paths.runner);
  if (runner !== null && (await isAlive(runner, host))) send(runner.pid, signal);
};

const endCommand = async ({ paths, host, graceMs }: Stop): Promise<void> => {
  const command = await readCommand(paths);
  if (command !== null) await endOrphans(command, paths.output, host, graceMs);
};

const isEnd = (state: RunState): state is RunEnd => state.state === 'exited' || state.state === 'lost';
