import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isErrno } from '../files/errno.ts';

const lockSchema = z.object({
  installed: z.record(z.string(), z.object({ identifier: z.string(), install_path: z.string() })),
});

/** One skill Hermes' hub installed: its name, the identifier it was found by, its place below `skills/`. */
export type LockEntry = Readonly<{ name: string; identifier: string; path: string }>;

/** Entries of `skills/.hub/lock.json`; empty when it is missing or damaged, as Hermes itself reads it. */
export const readHermesLock = async (profile: string): Promise<readonly LockEntry[]> => {
  const lock = lockSchema.safeParse(await readJson(join(profile, 'skills', '.hub', 'lock.json')));
  return Object.entries(lock.data?.installed ?? {}).map(([name, entry]) => ({
    name,
    identifier: entry.identifier,
    path: entry.install_path,
  }));
};

const readJson = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || isErrno(error, 'ENOENT')) return null;
    throw error;
  }
};
