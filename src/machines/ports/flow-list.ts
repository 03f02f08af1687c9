import type { FlowSummary } from '../flow/view.ts';

/** One flow as the list knows it. `open`: effects are pending, so it must be resumed after a restart. */
export type FlowRow = Readonly<{ summary: FlowSummary; open: boolean }>;

export type FlowQuery = Readonly<{
  profile?: string | undefined;
  /** `none`: those that have none yet. */
  outcome?: string | undefined;
  state?: string | undefined;
  /** Part of the profile's name or of the flow's id; upper and lower case are the same. */
  q?: string | undefined;
  /** Cursor from the previous page's `next`; any other string is just some place in the order. */
  before?: string | undefined;
  limit: number;
}>;

/** A deletable reading of the log, newest flow first. Contract suite: `tests/contracts/flow-list.contract.ts`. */
export type FlowList = Readonly<{
  /** Position of the last record it has seen; 0 = start over. */
  position(): number;
  /** Replaces the rows of these flows and moves the position forward, both or neither. */
  put(rows: readonly FlowRow[], position: number): void;
  find(query: FlowQuery): { flows: readonly FlowSummary[]; next: string | null };
  /** Forgets everything: position 0, to be read again from the log. */
  clear(): void;
  /** Ids of flows with pending effects. */
  open(): readonly string[];
  close(): void;
}>;
