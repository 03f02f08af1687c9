import { isUnderWay, type ProbedRun } from './action-runs.ts';
import type { Deps } from './deps.ts';
import type { ActionStatus } from './engine.ts';

const TAIL_BYTES = 256 * 1024;

/** How a run stands, with the last lines it printed: of at most 256 KiB. */
export const readStatus = async (deps: Deps, run: ProbedRun, count: number): Promise<ActionStatus> => {
  const { runnerPid } = await deps.runner.started(run.key);
  const { state } = run;
  return {
    isRunning: isUnderWay(run),
    exitCode: state.state === 'exited' ? toExitCode(state.code) : null,
    pid: runnerPid,
    lines: [...(await readTail(deps, run)), ...(state.state === 'lost' ? [lost[state.reason]] : [])].slice(-count),
  };
};

const lost = {
  reboot: 'The machine restarted while it ran: whether it was done is not known.',
  'runner-gone': 'Its process was ended from outside: whether it was done is not known.',
  'never-started': 'It was asked for but never began.',
} as const;

/** As Python says it: the number of the signal, negative. */
const toExitCode = (code: number): number => (code > 128 ? 128 - code : code);

const readTail = async ({ runner, readRedacted }: Deps, run: ProbedRun): Promise<readonly string[]> => {
  const { bytes, next } = await runner.readOutput(run.key, -TAIL_BYTES);
  const masked = await readRedacted({
    read: async (from, size) => ({
      bytes: bytes.subarray(from, from + size),
      next: Math.min(from + size, bytes.length),
    }),
    ...{ after: 0, limit: TAIL_BYTES, secrets: [], hasEnded: !isUnderWay(run) },
  });
  const lines = new TextDecoder().decode(masked.bytes).split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  // The first is only the end of a line when there was more before it.
  return next > TAIL_BYTES ? lines.slice(1) : lines;
};
