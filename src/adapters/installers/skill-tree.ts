import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { walkTree } from '../files/walk-tree.ts';

const MAX_ENTRIES = 20_000;
const MAX_DEPTH = 8;

const frontmatterSchema = z.object({ name: z.string().trim().min(1), description: z.string().trim().min(1) });

/** A directory with a SKILL.md; `name` is null when its frontmatter does not give one. */
export type FoundSkill = Readonly<{ directory: string; name: string | null }>;

/** Name and description of a SKILL.md's text; null when it lacks either. */
export const parseSkill = (text: string): z.infer<typeof frontmatterSchema> | null => {
  const block = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---(\r?\n|$)/.exec(text)?.[1];
  if (block === undefined) return null;
  try {
    return frontmatterSchema.safeParse(parse(block)).data ?? null;
  } catch {
    return null;
  }
};

/** Why a tree must not be installed, naming the first offender; null when it holds plain files and directories only. */
export const findUnsafeEntry = async (root: string): Promise<string | null> => {
  let count = 0;
  for await (const { entry, path } of walkTree(root, { skip: isGit, allowMissing: true })) {
    count += 1;
    if (count > MAX_ENTRIES) return `it holds more than ${MAX_ENTRIES} files`;
    if (entry.isSymbolicLink()) return `${path} is a symbolic link`;
    if (!entry.isFile() && !entry.isDirectory()) return `${path} is neither a file nor a directory`;
  }
  return null;
};

/** Skills at or below a directory, dot directories left out; empty when the directory is missing. */
export const findSkills = async (root: string): Promise<readonly FoundSkill[]> => {
  const found: FoundSkill[] = [];
  for await (const { entry, path } of walkTree(root, { skip: isHidden, maxDepth: MAX_DEPTH, allowMissing: true })) {
    if (entry.name !== 'SKILL.md' || !entry.isFile()) continue;
    const text = await readFile(join(root, path), 'utf8');
    found.push({ directory: join(root, path, '..'), name: parseSkill(text)?.name ?? null });
  }
  return found;
};

const isGit = (name: string): boolean => name === '.git';
const isHidden = (name: string): boolean => name.startsWith('.');
