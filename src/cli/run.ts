import { CommanderError } from 'commander';
import { CliError, toMessage } from './cli-error.ts';
import { exitCodes } from './exit-code.ts';
import type { Io } from './io.ts';
import type { Parts } from './parts.ts';
import { plainText } from './plain-text.ts';
import { createProgram } from './program.ts';

/** Runs one command line with the given parts and answers the exit code; never throws. */
export const run = async (argv: readonly string[], io: Io, parts: Parts): Promise<number> => {
  let code: number = exitCodes.complete;
  const isClosed = watchPipe(io);
  try {
    await createProgram(io, parts, (exitCode) => (code = exitCode)).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (isClosed()) return exitCodes.complete;
    return report(io, error, argv.includes('--json'));
  }
};

/** A reader such as `head` may leave early: that is not an error of ours. */
const watchPipe = (io: Io): (() => boolean) => {
  let closed = false;
  io.stdout.on('error', (error: NodeJS.ErrnoException) => {
    closed = error.code === 'EPIPE';
    if (closed) io.exit(exitCodes.complete);
  });
  return () => closed;
};

const report = (io: Io, error: unknown, json: boolean): number => {
  // Commander has printed its own words by now.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.complete : exitCodes.usage;
  const { exitCode, code } = error instanceof CliError ? error : { exitCode: exitCodes.error, code: undefined };
  // A message of ours says what is needed; for anything else the causes are all there is.
  const message = error instanceof CliError ? error.message : toMessage(error);
  const text = json ? JSON.stringify({ event: 'error', exitCode, code, message }) : toLines(message);
  io.stderr.write(`${text}\n`);
  return exitCode;
};

const toLines = (message: string): string =>
  message
    .split('\n')
    .map((line, index) => `${index === 0 ? 'profile-builder: ' : '  '}${plainText(line)}`)
    .join('\n');
