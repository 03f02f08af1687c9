import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { absent, isErrno } from '../files/errno.ts';
import { SecretUnreadableError } from './secret-unreadable-error.ts';

const KEY_BYTES = 32;

/** The random key in the file (0600), made once however many processes ask at the same time. */
export const readOrCreateKey = (path: string): Buffer => {
  const key = readKey(path) ?? createKey(path);
  if (key.length === KEY_BYTES) return key;
  throw new SecretUnreadableError(
    `Could not use the key of the sealed secrets: ${path} has ${key.length} bytes, not ${KEY_BYTES}. ` +
      'Restore it from a backup, or remove it together with the secrets directory beside it.',
  );
};

// link(2) refuses an existing target, so the first complete key wins and no reader ever sees half of one.
const createKey = (path: string): Buffer => {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeDurably(temporary, randomBytes(KEY_BYTES));
    linkSync(temporary, path);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  } finally {
    unlinkSync(temporary);
  }
  syncDirectory(dirname(path));
  return readFileSync(path);
};

const readKey = (path: string): Buffer | null => {
  try {
    return readFileSync(path);
  } catch (error) {
    return absent(error);
  }
};

const writeDurably = (path: string, bytes: Buffer): void => {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

const syncDirectory = (path: string): void => {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
};
