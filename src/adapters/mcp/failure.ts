import type { McpTestCode } from '../../machines/flow/codes.ts';

/** Why a server could not be tried out. `detail` is the server's own word and not yet redacted. */
export type Failure = Readonly<{ code: McpTestCode; reason: string; detail?: string | undefined }>;

/** Carries a failure out of the depths of a connection. */
export class ProbeFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(failure.reason, { cause });
    this.name = 'ProbeFailed';
    this.failure = failure;
  }
}

/** The first of the promises, or the signal's reason when it comes before. */
export const raceAbort = async <T>(signal: AbortSignal, promises: readonly Promise<T>[]): Promise<T> => {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([...promises, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

export const inSeconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
