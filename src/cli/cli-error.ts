import { exitCodes } from './exit-code.ts';

/** Ends a command with a message for the user and an exit code (default 1). */
export class CliError extends Error {
  override name = 'CliError';
  readonly exitCode: number;
  /** Code of the refusal, when a server gave one. */
  readonly code: string | undefined;

  constructor(message: string, about: { exitCode?: number; code?: string | undefined; cause?: unknown } = {}) {
    super(message, about.cause === undefined ? {} : { cause: about.cause });
    this.exitCode = about.exitCode ?? exitCodes.error;
    this.code = about.code;
  }
}

/** The command line or a file given on it is not as it must be. */
export const usageError = (message: string): CliError => new CliError(message, { exitCode: exitCodes.usage });

/** A sentence for any thrown value, its causes included. */
export const toMessage = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${toMessage(error.cause)}` : '';
  return `${error.message || error.name}${cause}`;
};
