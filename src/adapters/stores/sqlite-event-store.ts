import type { EventStore, StoredRecord } from '../../machines/ports/event-store.ts';
import { createAppendQueue } from './append-queue.ts';
import { createBell } from './bell.ts';
import { openLogFile } from './open-log-file.ts';
import { retryBusy } from './retry-busy.ts';
import { createSqliteLog } from './sqlite-log.ts';
import { closedError } from './store-error.ts';
import { createTails } from './tails.ts';

type SqliteEventStoreOptions = Readonly<{
  /** The database file; `<path>-wal`, `<path>-shm` and `<path>.bell` stand beside it. Its folder is made when missing. */
  path: string;
  /** How long a call waits for a lock of another process; default 5000. */
  busyTimeoutMs?: number;
  /** How often a tail looks by itself, for rings it did not hear; default 1000. */
  pollMs?: number;
}>;

/**
 * The event log in one SQLite file: durable when acknowledged, shared by several processes.
 * Throws a StoreError when the file cannot be opened or is not ours.
 */
export const createSqliteEventStore = (options: SqliteEventStoreOptions): EventStore => {
  const { path, busyTimeoutMs = 5000, pollMs = 1000 } = options;
  const db = openLogFile(path, busyTimeoutMs);
  const log = createSqliteLog(db);
  const bell = createBell(`${path}.bell`);
  const tails = createTails(log, bell, pollMs);
  const onCommit = (records: readonly StoredRecord[]): void => {
    bell.ring();
    tails.offer(records);
  };
  const queue = createAppendQueue({ db, log, path, busyTimeoutMs, onCommit });
  let closing: Promise<void> | undefined;

  const read = async <T>(get: () => T): Promise<T> => {
    if (closing !== undefined) throw closedError(path);
    return await retryBusy(get, path, busyTimeoutMs);
  };

  const close = async (): Promise<void> => {
    tails.stop();
    await queue.drain();
    bell.close();
    db.close();
  };

  return {
    append: async (appends) => {
      if (closing !== undefined) throw closedError(path);
      return await queue.push(appends);
    },
    readStream: (stream, after = 0, limit = -1) => read(() => log.readStream(stream, after, limit)),
    readAll: (after, limit = 1000) => read(() => log.readAll(after, limit)),
    head: () => read(() => log.head()),
    tail: (after, onRecords) => {
      if (closing !== undefined) throw closedError(path);
      return tails.start(after, onRecords);
    },
    close: () => (closing ??= close()),
  };
};
