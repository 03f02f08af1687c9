/** Names one supervised run: the flow and the key of the effect that asked for it; actions share a `flow` of their own. */
export type RunKey = Readonly<{ flow: string; key: string }>;

export type RunJob = Readonly<{
  /** argv; the first is looked up on `env.PATH`. */
  command: readonly [string, ...string[]];
  /** The whole environment of the command; nothing is inherited. */
  env: Readonly<Record<string, string>>;
  cwd: string;
  /** Counted from the command's start, not from queueing. */
  timeoutMs: number;
  /** Runs that must have ended (or be absent) before this one starts. */
  after: readonly RunKey[];
}>;

/** How a run stands, read from its directory; `absent` = never asked for. */
export type RunState =
  | Readonly<{ state: 'absent' }>
  | Readonly<{ state: 'claimed' }>
  | Readonly<{ state: 'waiting'; runnerPid: number }>
  | Readonly<{ state: 'running'; runnerPid: number; pid: number; startedAt: string }>
  | RunEnd;

export type RunEnd =
  | Readonly<{
      state: 'exited';
      /** `exited`: ended by itself; `cancelled` before the start has `startedAt: null`. */
      reason: 'exited' | 'timed-out' | 'cancelled';
      /** Exit status of the command as a shell reports it (128 + signal when killed). */
      code: number;
      startedAt: string | null;
      endedAt: string;
    }>
  | Readonly<{ state: 'lost'; reason: 'reboot' | 'runner-gone' | 'never-started' }>;

/** Runs commands that outlive this process. Contract: `tests/contracts/runner.contract.ts`. */
export type Runner = Readonly<{
  /** Keys of the runs of a flow that have a directory, in no order. */
  list(flow: string): Promise<readonly string[]>;
  /** Directory of a run; created on first use, private to its installer. */
  directory(run: RunKey): string;
  /** Starts the run unless its key was ever started; either way answers how it stands (never `absent`). */
  start(run: RunKey, job: RunJob): Promise<RunState>;
  probe(run: RunKey): Promise<RunState>;
  /** Process ids the run has or had; null for what never started. */
  started(run: RunKey): Promise<{ runnerPid: number | null; pid: number | null }>;
  /** Resolves when the run is running or has ended; rejects with the signal's reason when aborted. */
  whenStarted(run: RunKey, signal: AbortSignal): Promise<RunState>;
  whenEnded(run: RunKey, signal: AbortSignal): Promise<RunEnd>;
  /** Ends the run's whole process group (TERM, grace, KILL) and answers how it ended; `null` when it was never started. */
  stop(run: RunKey): Promise<RunEnd | null>;
  /** Output bytes (stdout and stderr as they came) after byte offset `after` (a negative one counts from the end); `next` is the offset to go on from. */
  readOutput(run: RunKey, after: number, limit?: number): Promise<{ bytes: Uint8Array; next: number }>;
  /** Masks these secrets in the output kept of a run that has ended, byte for byte: offsets stay true. */
  maskOutput(run: RunKey, secrets: readonly string[]): Promise<void>;
  /** Removes a run's directory; only for runs that have ended. */
  remove(run: RunKey): Promise<void>;
}>;
