import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isErrno } from '../files/errno.ts';

const entrySchema = z.object({
  identifier: z.string(),
  install_path: z.string(),
  scan_verdict: z.string().catch(''),
  trust_level: z.string().catch(''),
});
const lockSchema = z.object({ installed: z.record(z.string(), entrySchema) });

/** One skill Hermes' hub installed. Verdict and trust are empty where the file does not tell. */
export type LockEntry = Readonly<{
  name: string;
  /** What it was found by. */
  identifier: string;
  /** Below `skills/`. */
  path: string;
  verdict: string;
  trust: string;
}>;

/** Entries of `skills/.hub/lock.json`; empty when it is missing or damaged, as Hermes itself reads it. */
export const readHermesLock = async (profile: string): Promise<readonly LockEntry[]> => {
  const lock = lockSchema.safeParse(await readJson(join(profile, 'skills', '.hub', 'lock.json')));
  return Object.entries(lock.data?.installed ?? {}).map(([name, entry]) => ({
    name,
    identifier: entry.identifier,
    path: entry.install_path,
    verdict: entry.scan_verdict,
    trust: entry.trust_level,
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
