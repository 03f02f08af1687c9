import { homedir } from 'node:os';

/** Where text goes. `columns` is unknown in a pipe. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

export type Environment = Readonly<Record<string, string | undefined>>;
export type StopSignal = 'SIGINT' | 'SIGTERM';

/** The part of `process` that the commands use; `process` itself is one. */
export type Io = Readonly<{
  stdin: AsyncIterable<string | Uint8Array>;
  stdout: Output;
  stderr: Output;
  env: Environment;
  /** As of `process`: the second names the program that was started. */
  argv: readonly string[];
  cwd(): string;
  on(signal: StopSignal, listener: () => void): unknown;
  off(signal: StopSignal, listener: () => void): unknown;
  /** Ends the program at once. */
  exit(code: number): void;
}>;

/** Home directory of the user, absolute. */
export const homedirOf = (io: Pick<Io, 'env'>): string => io.env['HOME']?.trim() || homedir();

/** Writes lines to stdout. */
export const printLines = (io: Io, ...lines: readonly string[]): void => {
  for (const line of lines) io.stdout.write(`${line}\n`);
};

/** Writes one value as one line of JSON. */
export const printJson = (io: Io, value: unknown): void => printLines(io, JSON.stringify(value));

/** All of stdin as text. */
export const readStdin = async (io: Io): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of io.stdin)
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
};

/** Calls `onSignal` with 1, 2, … for each SIGINT or SIGTERM until stopped. */
export const countSignals = (io: Io, onSignal: (count: number) => void): { stop(): void } => {
  let count = 0;
  let lastAt = -Infinity;
  const listener = (): void => {
    // One Ctrl-C comes twice when npm passes on what the terminal has sent already.
    if (performance.now() - lastAt < echoMs) return;
    lastAt = performance.now();
    onSignal((count += 1));
  };
  io.on('SIGINT', listener);
  io.on('SIGTERM', listener);
  return {
    stop: () => {
      io.off('SIGINT', listener);
      io.off('SIGTERM', listener);
    },
  };
};

const echoMs = 250;
