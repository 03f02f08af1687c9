/** What was read from the log and can be read again: a text that may be lost at any time. Contract suite: `tests/contracts/projection.contract.ts`. */
export type Projection = Readonly<{
  /** What was kept last; null when nothing was, or it is lost. */
  read(): Promise<string | null>;
  /** Keeps this in the place of what was kept, whole or not at all. */
  write(text: string): Promise<void>;
}>;
