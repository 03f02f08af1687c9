import type { ActionRequest } from '../machines/action.ts';
import type { FlowDiff } from '../machines/flow/compare.ts';
import type { Coverage } from '../machines/flow/coverage.ts';
import type { Flow } from '../machines/flow/fold.ts';
import type { ForkChange } from '../machines/flow/fork.ts';
import type { Output } from '../machines/flow/output.ts';
import type { PlanEdit, PlanInput } from '../machines/flow/plan.ts';
import type { Stepped } from '../machines/flow/steps.ts';
import type { Transition } from '../machines/flow/transition.ts';
import type { ForkedEvent } from '../machines/flow/trial.ts';
import type { FlowSummary, FlowView } from '../machines/flow/view.ts';
import type { StoredRecord } from '../machines/ports/event-store.ts';
import type { FlowQuery } from '../machines/ports/flow-list.ts';
import type { Refused } from './refusal.ts';

/** What a client may send beside a command. */
export type CommandOptions = Readonly<{
  /** `Idempotency-Key`: the same key and body gets the same answer and nothing is done again. */
  key?: string | undefined;
  /** `If-Match`: refused with `flow/version-mismatch` when the flow is at another version. */
  ifVersion?: number | undefined;
}>;

/** The flow as it was when the command's record was written. */
export type Accepted = Readonly<{ view: FlowView }>;

/** Output of one attempt, as bytes; `next` is the offset to go on from. */
export type OutputBytes = Readonly<{ attempt: number; bytes: Uint8Array; next: number }>;

/** How the newest run of an action stands. */
export type ActionStatus = Readonly<{
  isRunning: boolean;
  /** 0 = proved to be done; negative = ended by that signal; null while it runs, and when nobody knows. */
  exitCode: number | null;
  /** Of the process that sees to it. */
  pid: number | null;
  /** The end of its output, tokens masked. */
  lines: readonly string[];
}>;

/** How a fork is to differ. In the plan a secret is a value, or the reference it has in the original. */
export type ForkRequest = Omit<ForkChange, 'plan'> & Readonly<{ plan?: PlanEdit | undefined }>;
/** The fork at its rest, how it came there, and how that differs from the original as it is now. */
export type Forking = Readonly<{ flow: Flow; events: readonly ForkedEvent[]; diff: FlowDiff }>;

/** What watchers subscribe to. Listeners are called synchronously, in log order, after the append is durable; what one throws is reported as a fault. */
export type Feed = Readonly<{
  onTransitions(listener: (transitions: readonly Transition[]) => void): () => void;
  /** Output of running installs of one flow is tailed while someone listens. */
  onOutput(flow: string, listener: (output: Output) => void): () => void;
  /** Transitions of one flow after a version, ascending, from the log. */
  read(flow: string, after: number, limit?: number): Promise<readonly Transition[]>;
  /** Transitions of all flows after a position, ascending, from the log. */
  readAll(after: number, limit?: number): Promise<readonly Transition[]>;
  /** Position of the newest record. */
  head(): Promise<number>;
}>;

/**
 * The use cases. Commands record first and do afterwards; queries read the log or a reading of it. Whatever is about one
 * flow rejects with an Error of code `flow/unreadable` when its records cannot be folded.
 */
export type Engine = Readonly<{
  startFlow(plan: PlanInput, options?: CommandOptions): Promise<Accepted | Refused>;
  retry(
    flow: string,
    what: { item: string; edit?: unknown } | { all: true },
    options?: CommandOptions,
  ): Promise<Accepted | Refused>;
  cancel(flow: string, what: { item?: string | undefined }, options?: CommandOptions): Promise<Accepted | Refused>;
  discard(flow: string, what: { confirm: string }, options?: CommandOptions): Promise<Accepted | Refused>;

  /**
   * Starts an action, one after another in each profile, installs of flows included; the same one twice is done once
   * while it runs. Nothing is recorded. Its `name` is letters, digits and "-".
   */
  startAction(action: {
    name: string;
    profile: string;
    request: ActionRequest;
  }): Promise<Readonly<{ pid: number }> | Refused>;
  /** By its name, in whatever profile it ran last; null when it never did. */
  action(name: string, lines: number): Promise<ActionStatus | null>;
  /** Name of an action that is under way in a profile; null when none is. */
  actionIn(profile: string): Promise<string | null>;
  /** What a flow would have become with another plan or other answers; nothing is recorded or done. */
  fork(flow: string, change: ForkRequest): Promise<Forking | Refused>;
  /** Starts a new flow from the plan of another, or from a changed one; its first record names the other. */
  runFork(flow: string, change: Omit<ForkRequest, 'answers'>, options?: CommandOptions): Promise<Accepted | Refused>;
  /** Takes over an export (NDJSON) as a flow that can only be read; `isNew` is false when it was here already. */
  importFlow(text: string): Promise<(Accepted & Readonly<{ isNew: boolean }>) | Refused>;

  /** The flow at a version (default: now); null when there is no such flow or version. */
  flow(id: string, at?: number): Promise<Flow | null>;
  /** The record at a version (default: the newest) with the flow before and after it; null when there is no such flow or version. */
  step(id: string, at?: number): Promise<Stepped | null>;
  /** All of a flow's records, each with the flow before and after it; empty when there is no such flow. */
  steps(id: string): Promise<readonly Stepped[]>;
  /** The open flow that works on a profile; null when none does. */
  holderOf(profile: string): Promise<string | null>;
  /** Stored records of a flow after a version, ascending; empty when there are none. */
  records(id: string, after: number, limit?: number): Promise<readonly StoredRecord[]>;
  list(query: FlowQuery): { flows: readonly FlowSummary[]; next: string | null };
  /** How often all flows of the log took each state and transition of a definition; null for one nobody knows. */
  coverage(definition: string): Promise<Coverage | null>;
  /** Resolves with the flow as soon as it satisfies the condition; rejects when aborted or the engine closes. */
  when(id: string, condition: (flow: Flow) => boolean, signal: AbortSignal): Promise<Flow>;
  /** Output of an item's latest attempt after a byte offset, redacted with offsets kept; null when it has none. */
  output(id: string, item: string, after: number, limit?: number): Promise<OutputBytes | null>;
  feed: Feed;

  /** Resumes what is owed since the last run of the server. */
  resume(): Promise<{ resumed: number }>;
  /** Stops taking commands, lets answers that are being recorded finish, leaves runs running. */
  close(): Promise<void>;
}>;
