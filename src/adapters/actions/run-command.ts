import { execa } from 'execa';
import type { RunJob } from '../../machines/ports/runner.ts';

/** Runs a command whose output is that of this process; its exit code, 127 when it could not be started. */
export type RunCommand = (job: Omit<RunJob, 'after'>, input?: string) => Promise<number>;

/** `print` is for the one thing a command cannot say itself: why it was not started. */
export const createRunCommand =
  (print: (line: string) => void): RunCommand =>
  async ({ command: [file, ...args], env, cwd, timeoutMs }, input = '') => {
    const ended = await execa(file, args, {
      ...{ cwd, env, input, timeout: timeoutMs },
      ...{ extendEnv: false, stdout: 'inherit', stderr: 'inherit', reject: false, forceKillAfterDelay: 2000 },
    });
    if (ended.failed && ended.exitCode === undefined) print(`${ended.shortMessage}`);
    return ended.exitCode ?? (ended.signal === undefined ? 127 : 143);
  };
