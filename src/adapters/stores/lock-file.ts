import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createPrivateFile } from './private-file.ts';
import { isBusy } from './store-error.ts';

/** A connection to `lock.db`; its exclusive transaction is the lock, given back by the OS however the process ends. */
export const openLockFile = (dataDir: string): DatabaseSync => {
  createPrivateFile(lockPath(dataDir));
  return new DatabaseSync(lockPath(dataDir), { timeout: 0 });
};

/** Takes the lock unless someone has it. */
export const tryLock = (db: DatabaseSync): boolean => unlessBusy(() => db.exec('BEGIN EXCLUSIVE'));

/** Whether some process, this one included, has the lock now. */
export const isLocked = (dataDir: string): boolean => {
  if (!existsSync(lockPath(dataDir))) return false;
  const db = new DatabaseSync(lockPath(dataDir), { readOnly: true, timeout: 0 });
  try {
    return !unlessBusy(() => db.prepare('SELECT 1 FROM sqlite_schema').get());
  } finally {
    db.close();
  }
};

const lockPath = (dataDir: string): string => join(dataDir, 'lock.db');

const unlessBusy = (act: () => unknown): boolean => {
  try {
    act();
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
};
