import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { isErrno } from '../files/errno.ts';

/**
 * Makes an empty file only this user may read, and its folder, when missing. A file that is there is not even opened:
 * closing it would drop the POSIX locks that SQLite holds on it in this process.
 */
export const createPrivateFile = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  }
};
