import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Wrote } from '../../machines/ports/result.ts';
import { byCodeUnits } from '../files/walk-tree.ts';
import { DEFAULT_SOUL, isHermesDefaultSoul } from './default-files.ts';
import { type Digest, digestOfContent } from './digest-tree.ts';
import { digestUnit, isHermesOwn } from './tree-units.ts';

/**
 * Paths of a profile that differ from what was written: changed, added or missing. What opening the profile in Hermes
 * makes or changes by itself does not count. Sorted; trees end in `/`.
 */
export const findChanges = async (profile: string, wrote: Wrote, digest: Digest): Promise<readonly string[]> => {
  const seen = new Set<string>();
  const changed = await walk({ profile, wrote, digest, seen }, '');
  const missing = Object.keys(wrote).filter((path) => wrote[path] !== null && !seen.has(path) && !isHermesOwn(path));
  return [...changed, ...missing].toSorted(byCodeUnits);
};

type Search = Readonly<{ profile: string; wrote: Wrote; digest: Digest; seen: Set<string> }>;

const walk = async (search: Search, below: string): Promise<string[]> => {
  const changed: string[] = [];
  const entries = await readdir(join(search.profile, below), { withFileTypes: true }).catch(() => null);
  if (entries === null) return [below];
  for (const entry of entries) {
    const path = `${below}${entry.name}${entry.isDirectory() ? '/' : ''}`;
    if (isHermesOwn(path)) continue;
    const known = typeof search.wrote[path] === 'string';
    search.seen.add(path);
    if (entry.isDirectory() && !known) changed.push(...(await walk(search, path)));
    else if (!(await isAsWritten(search, path))) changed.push(path);
  }
  return changed;
};

/** What cannot be read is not known to be ours. */
const isAsWritten = async ({ profile, wrote, digest }: Search, path: string) => {
  const found = await digestUnit(profile, path, digest).catch(() => null);
  if (found === null || wrote[path] === found) return found !== null;
  return path === 'SOUL.md' && (await isDefaultAgain(profile, wrote, digest));
};

/** Hermes puts its own default back when there is no SOUL.md; nobody's words are in it. */
const isDefaultAgain = async (profile: string, wrote: Wrote, digest: Digest) => {
  const flowWroteDefault = wrote['SOUL.md'] === undefined || wrote['SOUL.md'] === digestOfContent(DEFAULT_SOUL, digest);
  return flowWroteDefault && isHermesDefaultSoul(await readFile(join(profile, 'SOUL.md'), 'utf8'));
};
