/** Time and ids enter the core only through these. */
export type Clock = Readonly<{
  now(): Date;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}>;
export type Ids = Readonly<{
  /** A new id, unique for ever: `<prefix>_<22 or more of 0-9a-z>`. */
  next(prefix: string): string;
}>;
