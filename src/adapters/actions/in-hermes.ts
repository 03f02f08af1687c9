import { readOutputLines } from '../installers/command-output.ts';
import { toHermesCommand, type HermesProgram } from '../installers/hermes-command.ts';
import type { ActionTask } from './action-task.ts';
import type { RunCommand } from './run-command.ts';

/** Hermes, for work in one profile. */
export type InHermes = Readonly<{
  program: HermesProgram;
  /** Real path of the profile. */
  path: string;
  timeoutMs: number;
  run: RunCommand;
  outputPath: (directory: string) => string;
}>;

/** Runs a command of Hermes and says yes to what it asks; its exit code, and the lines printed so far. */
export const askHermes = async (
  { program, path, timeoutMs, run, outputPath }: InHermes,
  { profile, directory }: Pick<ActionTask, 'profile' | 'directory'>,
  args: readonly string[],
): Promise<{ code: number; lines: readonly string[] }> => {
  const command = toHermesCommand(program, { profile, path }, args);
  // Not `--yes`: `skills uninstall` takes it in later versions only, and asks in all of them.
  const code = await run({ ...command, cwd: directory, timeoutMs }, 'y\n'.repeat(1000));
  return { code, lines: await readOutputLines(outputPath(directory)) };
};
