import type { Io } from '../io.ts';
import { createJsonProgress } from './json-progress.ts';
import { createLineProgress } from './line-progress.ts';
import type { Progress } from './progress.ts';
import { createTerminalProgress } from './terminal-progress.ts';

/** A live view in a terminal, a line per transition in a pipe, a JSON object per transition with `--json`. */
export const createProgress = (io: Io, { json }: { json: boolean }): Progress => {
  if (json) return createJsonProgress(io);
  return io.stdout.isTTY && io.env['TERM'] !== 'dumb' ? createTerminalProgress(io) : createLineProgress(io);
};
