import { type Dirent } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { absent } from '../files/errno.ts';

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
  for await (const { entry, path } of walk(root, { skip: (name) => name === '.git' })) {
    count += 1;
    if (count > MAX_ENTRIES) return `it holds more than ${MAX_ENTRIES} files`;
    if (entry.isSymbolicLink()) return `${relative(root, path)} is a symbolic link`;
    if (!entry.isFile() && !entry.isDirectory()) return `${relative(root, path)} is neither a file nor a directory`;
  }
  return null;
};

/** Skills at or below a directory, dot directories left out; empty when the directory is missing. */
export const findSkills = async (root: string): Promise<readonly FoundSkill[]> => {
  const found: FoundSkill[] = [];
  for await (const { entry, path } of walk(root, { skip: (name) => name.startsWith('.'), maxDepth: MAX_DEPTH })) {
    if (entry.name !== 'SKILL.md' || !entry.isFile()) continue;
    const text = await readFile(path, 'utf8');
    found.push({ directory: join(path, '..'), name: parseSkill(text)?.name ?? null });
  }
  return found;
};

type WalkOptions = Readonly<{ skip: (name: string) => boolean; maxDepth?: number }>;

async function* walk(
  directory: string,
  options: WalkOptions,
  depth = 0,
): AsyncGenerator<{ entry: Dirent; path: string }> {
  if (depth > (options.maxDepth ?? Number.POSITIVE_INFINITY)) return;
  for (const entry of await entriesOf(directory)) {
    const path = join(directory, entry.name);
    if (entry.isDirectory() && options.skip(entry.name)) continue;
    yield { entry, path };
    if (entry.isDirectory()) yield* walk(path, options, depth + 1);
  }
}

const entriesOf = async (directory: string): Promise<readonly Dirent[]> =>
  (await readdir(directory, { withFileTypes: true }).catch(absent)) ?? [];
