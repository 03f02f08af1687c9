import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { RunState } from '../../machines/ports/runner.ts';
import { nullOn } from '../files/errno.ts';
import type { RunPaths } from './run-directory.ts';

type Launch = Readonly<{
  shell: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  paths: RunPaths;
  /** Waits until the runner is known, or the run has ended. */
  underWay: (signal: AbortSignal) => Promise<RunState>;
}>;

/** Starts a runner that outlives this process and answers how the run stands once a runner has it. */
export const launchRunner = async ({ shell, args, env, paths, underWay }: Launch): Promise<RunState> => {
  const runner = execa(shell, [fileURLToPath(new URL('./runner.sh', import.meta.url)), ...args], {
    cwd: paths.directory,
    env,
    extendEnv: false,
    stdio: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
  });
  runner.nodeChildProcess.unref();
  const launch = new AbortController();
  try {
    const first = await Promise.race([underWay(launch.signal), runner.then(() => null)]);
    if (first !== null) return first;
  } finally {
    launch.abort();
  }
  // Gone already: it ended, another runner has the claim, or it never got to claim. Then nobody may claim any more.
  await mkdir(paths.claim).catch(nullOn('EEXIST'));
  return underWay(new AbortController().signal);
};
