import { constants, existsSync } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Finding } from './finding.ts';

/** The data directory: there or makeable, writable, and for this user's eyes only. */
export const checkDataDir = async (path: string): Promise<Finding> => {
  const what = 'Data directory';
  const mode = await modeOf(path);
  if (mode === null) return await checkMissing(what, path);
  if (!(await isWritable(path)))
    return {
      what,
      state: 'problem',
      found: `${path} is not writable`,
      todo: `Make it writable for this user: chmod u+rwx ${path}`,
    };
  const found = `${path} (mode ${mode.toString(8).padStart(4, '0')})`;
  if ((mode & 0o077) === 0) return { what, state: 'ok', found };
  return {
    what,
    state: 'note',
    found,
    todo: `It holds the token and sealed secrets; close it to others: chmod 700 ${path}`,
  };
};

/** Where profiles are made. */
export const checkHermesHome = async (path: string): Promise<Finding> => {
  const what = 'Hermes home';
  if ((await modeOf(path)) === null) return await checkMissing(what, path);
  if (await isWritable(path)) return { what, state: 'ok', found: `${path} is writable` };
  return {
    what,
    state: 'problem',
    found: `${path} is not writable`,
    todo: 'Make it writable for this user, or give another with --hermes-home.',
  };
};

const checkMissing = async (what: string, path: string): Promise<Finding> => {
  if (existsSync(path)) {
    return { what, state: 'problem', found: `${path} is a file`, todo: 'Move it away, or choose another place.' };
  }
  const parent = await nearestExisting(path);
  if (await isWritable(parent)) return { what, state: 'ok', found: `${path} is not there yet and will be made` };
  return {
    what,
    state: 'problem',
    found: `${path} is not there and cannot be made`,
    todo: `${parent} is not writable: make it writable or choose another place.`,
  };
};

const nearestExisting = async (path: string): Promise<string> => {
  const parent = dirname(path);
  return parent === path || existsSync(parent) ? parent : await nearestExisting(parent);
};

/** Permission bits of a directory; null when there is none. */
const modeOf = async (path: string): Promise<number | null> => {
  try {
    const found = await stat(path);
    return found.isDirectory() ? found.mode & 0o7777 : null;
  } catch {
    return null;
  }
};

const isWritable = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
