import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { absent } from '../files/errno.ts';
import { type Digest, digestFile, digestTree } from './digest-tree.ts';

/** Whether a path of a profile (directories with a trailing `/`) is something Hermes makes or changes by being opened. */
export const isHermesOwn = (path: string): boolean => ownPatterns.some((pattern) => pattern.test(path));

const ownPatterns = [
  /^logs\//,
  /^state\.db/,
  /^auth\.lock$/,
  /^[a-z_]+_cache\.json$/,
  /^gateway(_state\.json|\.pid)$/,
  /^skills\/\.usage\.json/,
  /^skills\/\.hub\//,
  /^skills\/\.curator/,
];

/**
 * Digests of a whole profile, by the parts a flow writes: files by their path; a skill, and any other directory but
 * `skills/` and `memories/`, as one tree with a trailing `/`. Empty directories have no digest.
 */
export const digestProfile = async (profile: string, digest: Digest): Promise<Record<string, string>> => {
  const wrote: Record<string, string> = {};
  for (const unit of await listUnits(profile, '')) wrote[unit] = await digestUnit(profile, unit, digest);
  return wrote;
};

/** Digest of one part: a tree when its path ends in `/`, else a file. */
export const digestUnit = async (profile: string, unit: string, digest: Digest): Promise<string> =>
  unit.endsWith('/') ? await digestTree(join(profile, unit), digest) : await digestFile(join(profile, unit), digest);

const listUnits = async (profile: string, below: string): Promise<string[]> => {
  const units: string[] = [];
  for (const entry of await readdir(join(profile, below), { withFileTypes: true })) {
    const path = `${below}${entry.name}${entry.isDirectory() ? '/' : ''}`;
    if (isHermesOwn(path)) continue;
    if (!entry.isDirectory()) units.push(path);
    else if (await isOneUnit(profile, path)) units.push(path);
    else units.push(...(await listUnits(profile, path)));
  }
  return units;
};

const isOneUnit = async (profile: string, path: string) => {
  if (path === 'memories/' || path === 'skills/') return false;
  if (!path.startsWith('skills/') && !path.startsWith('memories/')) return await hasFiles(join(profile, path));
  return (await stat(join(profile, path, 'SKILL.md')).catch(absent)) !== null;
};

const hasFiles = async (directory: string): Promise<boolean> => {
  for (const entry of await readdir(directory, { withFileTypes: true }))
    if (!entry.isDirectory() || (await hasFiles(join(directory, entry.name)))) return true;
  return false;
};
