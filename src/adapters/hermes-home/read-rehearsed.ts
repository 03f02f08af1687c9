import { lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SkillsAnswer } from '../../machines/ports/profile-home.ts';
import type { Rehearsed, RehearsedFile } from '../../machines/ports/scratch-home.ts';
import { byCodeUnits } from '../files/walk-tree.ts';
import { maskSecrets } from './mask-secrets.ts';

export type Rehearsal = Readonly<{
  /** Directory of the profile in the scratch. */
  profile: string;
  /** Directory of the profile that was cloned. */
  source: string | null;
  skills: Extract<SkillsAnswer, { ok: true }> | null;
  alias: Readonly<{ scratch: string; real: string }>;
}>;

/** Reads a rehearsed profile back and compares it with what it was cloned from. */
export const readRehearsed = async (rehearsal: Rehearsal): Promise<Rehearsed> => {
  const { profile, source, skills, alias } = rehearsal;
  const found = await walk(profile, '');
  const counted = { skills: none, copied: none };
  const files: RehearsedFile[] = [];
  for (const path of found.files) {
    if (source === null && path.startsWith('skills/')) {
      counted.skills = plus(counted.skills, await lstat(join(profile, path)));
      continue;
    }
    const after = await readPlain(join(profile, path));
    const before = source === null ? null : await readPlain(join(source, path));
    if (after === null || (before !== null && before.equals(after)))
      counted.copied = plus(counted.copied, sizeOf(after));
    else if (path.startsWith('skills/')) counted.skills = plus(counted.skills, sizeOf(after));
    else files.push(toFile(path, before, after));
  }
  const wrapper = await readPlain(alias.scratch);
  const standing = wrapper && (await readPlain(alias.real));
  if (wrapper && !standing?.equals(wrapper)) files.push(toFile(alias.real, standing, wrapper));
  return {
    files: files.toSorted((a, b) => byCodeUnits(a.path, b.path)),
    directories: found.empty.toSorted(byCodeUnits),
    copied: source === null ? null : { from: source, ...counted.copied },
    skills: {
      seeded: skills?.seeded ?? [],
      added: skills?.added ?? [],
      disabled: skills?.disabled ?? [],
      ...counted.skills,
    },
  };
};

type Count = Readonly<{ files: number; bytes: number }>;
const none: Count = { files: 0, bytes: 0 };
const plus = ({ files, bytes }: Count, { size }: { size: number }): Count => ({
  files: files + 1,
  bytes: bytes + size,
});
const sizeOf = (content: Buffer | null) => ({ size: content?.length ?? 0 });

type Found = Readonly<{ files: readonly string[]; empty: readonly string[] }>;

const walk = async (root: string, below: string): Promise<Found> => {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(() => []);
  if (entries.length === 0 && below !== '') return { files: [], empty: [below] };
  const inside = await Promise.all(
    entries.map(async (entry): Promise<Found> => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? await walk(root, path) : { files: [path], empty: [] };
    }),
  );
  return { files: inside.flatMap(({ files }) => files), empty: inside.flatMap(({ empty }) => empty) };
};

/** Content of a regular file; null for anything else. */
const readPlain = async (path: string): Promise<Buffer | null> => {
  const found = await lstat(path).catch(() => null);
  return found?.isFile() ? await readFile(path) : null;
};

/** Beyond it a file is named but not shown. */
const SHOWN_BYTES = 512 * 1024;

const toFile = (path: string, before: Buffer | null, after: Buffer): RehearsedFile => {
  const text = toText(after);
  const old = before && toText(before);
  return {
    path,
    before: old === null ? null : maskSecrets(path, old),
    after: text === null ? null : maskSecrets(path, text),
    bytes: after.length,
  };
};

const toText = (bytes: Buffer): string | null => {
  if (bytes.length > SHOWN_BYTES) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};
