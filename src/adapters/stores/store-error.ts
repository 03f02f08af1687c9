import type { StoreErrorCode } from '../../machines/ports/event-store.ts';

/** What every store here rejects with; recognised across the port by `code`. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}

/** Whether SQLite refused only because another connection holds a lock: SQLITE_BUSY, SQLITE_LOCKED and their variants. */
export const isBusy = (error: unknown): boolean => {
  const code = sqliteCode(error) & 0xff;
  return code === 5 || code === 6;
};

/** Whether the file is no SQLite database or a damaged one: SQLITE_CORRUPT, SQLITE_NOTADB. */
export const isCorrupt = (error: unknown): boolean => {
  const code = sqliteCode(error) & 0xff;
  return code === 11 || code === 26;
};

/** What a store answers after `close()`. */
export const closedError = (path: string): StoreError =>
  new StoreError('store/closed', `The event log ${path} was closed; open it again to use it.`);

/** What a store answers when it has waited for a lock as long as it may. */
export const busyError = (path: string, waitedMs: number, cause: unknown): StoreError =>
  new StoreError(
    'store/busy',
    `Another process has held the event log ${path} for more than ${waitedMs} ms. Nothing was written; try again, and stop the other process if it hangs.`,
    cause,
  );

/** Wraps what the medium said, unless it is a StoreError already; `attempted` completes "Could not …". */
export const unavailableError = (attempted: string, path: string, cause: unknown): StoreError =>
  cause instanceof StoreError ? cause : new StoreError('store/unavailable', sentence(attempted, path, cause), cause);

const sqliteCode = (error: unknown): number => {
  if (!(error instanceof Error) || !('errcode' in error)) return 0;
  return typeof error.errcode === 'number' ? error.errcode : 0;
};

const sentence = (attempted: string, path: string, cause: unknown): string => {
  const found = cause instanceof Error ? cause.message : String(cause);
  return `Could not ${attempted} the event log ${path}: ${found}. Check the free space and the permissions there, then try again.`;
};
