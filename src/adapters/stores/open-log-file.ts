import { DatabaseSync } from 'node:sqlite';
import { createPrivateFile } from './private-file.ts';
import { reserveWal } from './reserve-wal.ts';
import { migrate, refuseOthers } from './sqlite-schema.ts';
import { busyError, isBusy, unavailableError } from './store-error.ts';

/** Opens or makes the event log's file, only for this user to read, in the newest schema; throws a StoreError. */
export const openLogFile = (path: string, busyTimeoutMs: number): DatabaseSync => {
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      return openOnce(path);
    } catch (error) {
      if (!isBusy(error)) throw unavailableError('open', path, error);
      if (performance.now() >= deadline) throw busyError(path, busyTimeoutMs, error);
    }
    pause(retryMs);
  }
};

const retryMs = 5;

const openOnce = (path: string): DatabaseSync => {
  createPrivateFile(path);
  // No busy timeout: SQLite would sleep on the event loop, and does not wait at all while it changes the journal mode.
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    refuseOthers(db, path);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    reserveWal(db, path, walBytes);
    migrate(db, path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

// As long as the write-ahead log grows until SQLite's own checkpoint: 1000 pages with their headers, and the last commit.
const walBytes = 1000 * (4096 + 24) + 64 * 1024;

/** Opening is synchronous, and so is its wait. */
const pause = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};
