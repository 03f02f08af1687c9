import { join } from 'node:path';
import { z } from 'zod';
import type { HubInstall } from '../../machines/ports/profile-settings.ts';
import { readJson } from '../files/read-json.ts';

/** Skills of a lock file below a skills root, by identifier. */
export const readHubInstalls = async (root: string): Promise<Readonly<Record<string, HubInstall>>> => {
  const entries = Object.entries(await readLock(root)).filter(([, { identifier }]) => identifier !== '');
  return Object.fromEntries(
    entries.map(([name, { identifier, trust_level, scan_verdict }]) => [
      identifier,
      { name, trust_level, scan_verdict },
    ]),
  );
};

/** Names that came from a hub: those of the lock file, and of the skills at the places it has. */
export const readHubNames = async (
  root: string,
  skills: readonly Readonly<{ name: string; directory: string }>[],
): Promise<ReadonlySet<string>> => {
  const installed = await readLock(root);
  const paths = new Set(Object.values(installed).map(({ install_path }) => install_path.replace(/\/+$/, '')));
  const byPath = skills.filter(({ directory }) => paths.has(directory)).map(({ name }) => name);
  return new Set([...Object.keys(installed), ...byPath]);
};

const text = z.string().catch('');
const entrySchema = z.object({ identifier: text, install_path: text, trust_level: text, scan_verdict: text });
const nothing = { identifier: '', install_path: '', trust_level: '', scan_verdict: '' };
const lockSchema = z.object({ installed: z.record(z.string(), entrySchema.catch(nothing)).catch({}) });

const readLock = async (root: string) =>
  (await readJson(join(root, '.hub', 'lock.json'), lockSchema, { installed: {} })).installed;
