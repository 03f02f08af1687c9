import type { DatabaseSync } from 'node:sqlite';
import type { AppendResult, StoredRecord, StreamAppend } from '../../machines/ports/event-store.ts';
import type { SqliteLog } from './sqlite-log.ts';
import { busyError, isBusy, unavailableError } from './store-error.ts';

/** The one queue of a process through which everything is appended. */
export type AppendQueue = Readonly<{
  push(appends: readonly StreamAppend[]): Promise<AppendResult>;
  /** Resolves when everything pushed so far is settled. */
  drain(): Promise<void>;
}>;

type AppendQueueOptions = Readonly<{
  db: DatabaseSync;
  log: SqliteLog;
  path: string;
  /** How long an append waits for a lock of another process. */
  busyTimeoutMs: number;
  /** Told after every commit what it added, ascending; must not throw. */
  onCommit(records: readonly StoredRecord[]): void;
}>;

/**
 * Group commit: what is pushed in one turn of the event loop shares one transaction and one fsync, and is
 * acknowledged after it. A lock held by another process is awaited without blocking the event loop.
 */
export const createAppendQueue = (options: AppendQueueOptions): AppendQueue => {
  let waiting: Entry[] = [];
  let drained: (() => void)[] = [];
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    const held = commit(waiting.splice(0, batchSize), options);
    waiting = [...held, ...waiting];
    if (held.length > 0) schedule(retryMs);
    else if (waiting.length > 0) schedule(0);
    else settle();
  };

  const schedule = (delayMs: number): void => {
    if (scheduled) return;
    scheduled = true;
    if (delayMs === 0) setImmediate(flush);
    else setTimeout(flush, delayMs);
  };

  const settle = (): void => {
    for (const resolve of drained) resolve();
    drained = [];
  };

  return {
    push: (appends) =>
      new Promise((resolve, reject) => {
        waiting.push({ appends, deadline: performance.now() + options.busyTimeoutMs, resolve, reject });
        schedule(0);
      }),
    drain: () =>
      new Promise((resolve) => {
        drained.push(resolve);
        schedule(0);
      }),
  };
};

type Entry = Readonly<{
  appends: readonly StreamAppend[];
  /** On the monotonic clock. */
  deadline: number;
  resolve(result: AppendResult): void;
  reject(error: Error): void;
}>;

// Bounds how long one transaction keeps the event loop and other processes waiting.
const batchSize = 512;
const retryMs = 2;

/** Settles the entries, except those to be tried again because another process holds the lock: returns these. */
const commit = (batch: readonly Entry[], options: AppendQueueOptions): readonly Entry[] => {
  if (batch.length === 0) return [];
  const attempt = tryTransaction(batch, options);
  if (attempt.ok) return acknowledge(batch, attempt.results, options);
  if (isBusy(attempt.error)) return keepInTime(batch, attempt.error, options);
  // One append that cannot be stored must not take the others with it.
  if (batch.length > 1) return batch.flatMap((entry) => commit([entry], options));
  batch[0]?.reject(unavailableError('append to', options.path, attempt.error));
  return [];
};

type Attempt = Readonly<{ ok: true; results: readonly AppendResult[] }> | Readonly<{ ok: false; error: unknown }>;

const tryTransaction = (batch: readonly Entry[], { db, log }: AppendQueueOptions): Attempt => {
  try {
    db.exec('BEGIN IMMEDIATE');
    log.begin();
    const results = batch.map(({ appends }) => log.append(appends));
    db.exec('COMMIT');
    return { ok: true, results };
  } catch (error) {
    log.forget();
    return { ok: false, error: rollBack(db, error) };
  }
};

/** Some errors end the transaction by themselves, others leave it open. */
const rollBack = (db: DatabaseSync, error: unknown): unknown => {
  try {
    if (db.isTransaction) db.exec('ROLLBACK');
    return error;
  } catch (second) {
    return new AggregateError([error, second], 'the transaction failed and so did its rollback');
  }
};

const acknowledge = (
  batch: readonly Entry[],
  results: readonly AppendResult[],
  options: AppendQueueOptions,
): readonly Entry[] => {
  const added = results.flatMap((result) => (result.kind === 'appended' ? result.records : []));
  if (added.length > 0) options.onCommit(added);
  for (const [index, result] of results.entries()) batch[index]?.resolve(result);
  return [];
};

const keepInTime = (batch: readonly Entry[], error: unknown, options: AppendQueueOptions): readonly Entry[] => {
  const now = performance.now();
  for (const entry of batch) {
    if (entry.deadline <= now) entry.reject(busyError(options.path, options.busyTimeoutMs, error));
  }
  return batch.filter(({ deadline }) => deadline > now);
};
