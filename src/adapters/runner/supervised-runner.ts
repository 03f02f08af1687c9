import { mkdirSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import type { Clock } from '../../machines/ports/clock.ts';
import type { RunEnd, RunKey, Runner, RunState } from '../../machines/ports/runner.ts';
import { absent, nullOn } from '../files/errno.ts';
import { awaitRun } from './await-run.ts';
import { detectHost, type Host } from './host.ts';
import { launchRunner } from './launch-runner.ts';
import { maskRunOutput } from './mask-run-output.ts';
import { probeRun, readPids } from './probe-run.ts';
import { isSegment, type RunPaths, toRunPaths } from './run-directory.ts';
import { readRunOutput } from './run-output.ts';
import { toRunnerArguments } from './runner-arguments.ts';
import { stopRun } from './stop-run.ts';

export type SupervisedRunnerOptions = Readonly<{
  /** Absolute; run directories are `<root>/<flow>/<key>/`. */
  root: string;
  /** From TERM to KILL; default 2000, at most 2500 so that `stop` is through within 5 s. */
  graceMs?: number;
  /** How often a wait looks without being told of a change; default 250. */
  pollMs?: number;
  /** Real time: it is compared with times of files. */
  clock: Pick<Clock, 'now'>;
  /** Default: what this machine offers. */
  host?: Partial<Host>;
}>;

/**
 * Runs commands under detached shell runners that outlive this process; all that is known of a run is in its directory.
 * Commands run with the umask of this process. Errors: `RangeError` for a run or job that cannot be asked for.
 */
export const createSupervisedRunner = (options: SupervisedRunnerOptions): Runner => {
  const { root, clock, pollMs = 250 } = options;
  const graceMs = Math.min(options.graceMs ?? 2000, 2500);
  let host: Promise<Host> | null = null;
  const getHost = (): Promise<Host> => (host ??= detectHost(options.host ?? {}));
  const probe = async (paths: RunPaths): Promise<RunState> => probeRun(paths, await getHost(), clock);
  const waitFor = async <S extends RunState>(
    run: RunKey,
    isReached: (state: RunState) => state is S,
    signal: AbortSignal,
  ): Promise<S> => {
    const paths = toRunPaths(root, run);
    return awaitRun({ paths, probe: () => probe(paths), isReached, pollMs, signal });
  };
  const stop = async (paths: RunPaths): Promise<RunEnd | null> =>
    stopRun({ paths, probe: () => probe(paths), host: await getHost(), graceMs, pollMs });

  return {
    list: async (flow) => {
      const entries = await readdir(toRunPaths(root, { flow, key: '0' }).flow).catch(absent);
      return (entries ?? []).filter(isSegment);
    },
    directory: (run) => createWork(toRunPaths(root, run)),
    start: async (run, job) => {
      const paths = toRunPaths(root, run);
      const after = job.after.map((each) => toRunPaths(root, each));
      const known = await getHost();
      const args = toRunnerArguments({ paths, after, job, graceMs, host: known });
      await mkdir(paths.directory, { recursive: true, mode: 0o700 });
      const underWay = (signal: AbortSignal): Promise<RunState> => waitFor(run, isUnderWay, signal);
      if ((await probe(paths)).state !== 'absent') return underWay(new AbortController().signal);
      return launchRunner({ shell: known.shell, args, env: job.env, paths, underWay });
    },
    started: async (run) => readPids(toRunPaths(root, run)),
    probe: async (run) => probe(toRunPaths(root, run)),
    whenStarted: (run, signal) => waitFor(run, hasStarted, signal),
    whenEnded: (run, signal) => waitFor(run, hasEnded, signal),
    stop: async (run) => stop(toRunPaths(root, run)),
    readOutput: async (run, after, limit) => readRunOutput(toRunPaths(root, run).output, after, limit),
    maskOutput: async (run, secrets) => maskRunOutput(toRunPaths(root, run).output, secrets),
    remove: async (run) => {
      const paths = toRunPaths(root, run);
      const state = await probe(paths);
      if (state.state !== 'absent' && !hasEnded(state)) {
        throw new Error(`Run ${run.key} of flow ${run.flow} is ${state.state} and cannot be removed: stop it first.`);
      }
      await stop(paths);
      await removeDirectory(paths);
    },
  };
};

const createWork = (paths: RunPaths): string => {
  mkdirSync(paths.work, { recursive: true, mode: 0o700 });
  return paths.work;
};

const removeDirectory = async (paths: RunPaths): Promise<void> => {
  await rm(paths.removed, { recursive: true, force: true });
  await rename(paths.directory, paths.removed).catch(absent);
  await rm(paths.removed, { recursive: true, force: true });
  await rmdir(paths.flow).catch(nullOn('ENOENT', 'ENOTEMPTY', 'EEXIST'));
};

const isUnderWay = (state: RunState): state is Exclude<RunState, { state: 'absent' | 'claimed' }> =>
  state.state !== 'absent' && state.state !== 'claimed';

const hasStarted = (state: RunState): state is Exclude<RunState, { state: 'absent' | 'claimed' | 'waiting' }> =>
  isUnderWay(state) && state.state !== 'waiting';

const hasEnded = (state: RunState): state is RunEnd => state.state === 'exited' || state.state === 'lost';
