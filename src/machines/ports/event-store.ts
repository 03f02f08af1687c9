/** One recorded fact. `data` is the JSON text exactly as it was hashed; adapters keep its bytes. */
export type StoredRecord = Readonly<{
  stream: string;
  /** 1-based place in its stream. */
  version: number;
  /** 1-based place in the whole log; grows, may have gaps. */
  position: number;
  type: string;
  /** Version of the payload's shape, for upcasting. */
  schema: number;
  /** ISO 8601, UTC, milliseconds. */
  at: string;
  data: string;
  /** Key of the effect this record answers. */
  causation: string | null;
  correlation: string;
  /** Id of the command that caused it, on the command's first record only; unique per stream. */
  command: string | null;
  hash: string;
}>;

export type NewRecord = Omit<StoredRecord, 'stream' | 'version' | 'position'>;

/** Records for one stream. `expected` is the version the writer saw; 0 = the stream must not exist. */
export type StreamAppend = Readonly<{ stream: string; expected: number; records: readonly NewRecord[] }>;

/**
 * `appended`: the records as stored. `duplicate`: a command id among them was recorded before; nothing was
 * written and `records` are the earlier ones of that stream from that command's first record on, as many as were sent.
 * `conflict`: nothing was written; `actual` is the stream's version.
 */
export type AppendResult =
  | Readonly<{ kind: 'appended' | 'duplicate'; records: readonly StoredRecord[] }>
  | Readonly<{ kind: 'conflict'; stream: string; expected: number; actual: number }>;

/**
 * How a store refuses, as `code` of the Error it rejects with; nothing of a refused append was written.
 * `store/busy`: another process held the log for longer than the store waits. `store/unavailable`: the medium refused
 * (full, read-only, broken); the `cause` says why, and the store can be used again. `store/closed`: after `close()`.
 * `store/invalid-append`: no store could record this, e.g. one command id twice in one stream.
 */
export type StoreErrorCode = 'store/busy' | 'store/unavailable' | 'store/closed' | 'store/invalid-append';

/** Append-only log of streams with one global order. Contract suite: `tests/contracts/event-store.contract.ts`. */
export type EventStore = Readonly<{
  /** All streams or none, durable when the promise resolves. */
  append(appends: readonly StreamAppend[]): Promise<AppendResult>;
  /** Records of one stream after `after` (a version), ascending; at most `limit` (default: all). */
  readStream(stream: string, after?: number, limit?: number): Promise<readonly StoredRecord[]>;
  /** Records of all streams after `after` (a position), ascending; at most `limit` (default 1000). */
  readAll(after: number, limit?: number): Promise<readonly StoredRecord[]>;
  /** Position of the newest record; 0 when the log is empty. */
  head(): Promise<number>;
  /** Calls `onRecords` with every record after position `after`, once, in order, from any process, until stopped. */
  tail(after: number, onRecords: (records: readonly StoredRecord[]) => void): { stop(): void };
  close(): Promise<void>;
}>;
