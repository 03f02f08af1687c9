import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { absent } from './atomic-write.ts';
import { byCodeUnits } from './digest-tree.ts';

/** A skill on disk: its directory relative to the skills root (categories in front), and the name it goes by. */
export type SkillFolder = Readonly<{ directory: string; folder: string; name: string }>;

/** Skills below a directory, in order of their path; empty when there is no such directory. */
export const findSkills = async (root: string, below = ''): Promise<readonly SkillFolder[]> => {
  const entries = (await readdir(join(root, below), { withFileTypes: true }).catch(absent)) ?? [];
  const found: SkillFolder[] = [];
  for (const { name } of entries
    .filter((entry) => entry.isDirectory())
    .toSorted((a, b) => byCodeUnits(a.name, b.name))) {
    if (notSkills.has(name)) continue;
    const directory = below === '' ? name : `${below}/${name}`;
    const text = await readFile(join(root, directory, 'SKILL.md'), 'utf8').catch(absent);
    if (text === null) found.push(...(await findSkills(root, directory)));
    else found.push({ directory, folder: name, name: nameIn(text) ?? name });
  }
  return found;
};

/** Whether a name as a person writes it means this skill: its name, its folder, or its path. */
export const isCalled = (skill: SkillFolder, name: string): boolean =>
  skill.name === name || skill.folder === name || skill.directory === name;

/** Descriptions of categories below a skills root, relative to it. */
export const findCategoryFiles = async (root: string, below = ''): Promise<readonly string[]> => {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  if (entries.some(({ name }) => name === 'SKILL.md')) return [];
  const found: string[] = [];
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.name === 'DESCRIPTION.md' && entry.isFile() && below !== '') found.push(path);
    else if (entry.isDirectory() && !notSkills.has(entry.name)) found.push(...(await findCategoryFiles(root, path)));
  }
  return found;
};

/** Hermes' fingerprint of a skill: MD5 over relative path and content of each file, in order of their path parts. */
export const fingerprintOf = async (directory: string): Promise<string> => {
  const hash = createHash('md5');
  for (const path of await listFiles(directory, '')) {
    hash.update(path);
    hash.update(await readFile(join(directory, path)));
  }
  return hash.digest('hex');
};

/** Depth first in order of names: that is the order of paths compared part by part. */
const listFiles = async (directory: string, below: string): Promise<string[]> => {
  const files: string[] = [];
  const entries = await readdir(join(directory, below), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => byCodeUnits(a.name, b.name))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await listFiles(directory, path)));
    else if (entry.isFile()) files.push(path);
  }
  return files;
};

const frontmatterSchema = z.object({ name: z.string().trim().min(1) });

const nameIn = (text: string): string | null => {
  const frontmatter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1];
  if (frontmatter === undefined) return null;
  const document = parseDocument(frontmatter, { version: '1.1', logLevel: 'error' });
  return document.errors.length > 0 ? null : (frontmatterSchema.safeParse(document.toJS()).data?.name ?? null);
};

/** Directories in which a SKILL.md is no skill. Source: hermes skills listing. */
export const notSkills: ReadonlySet<string> = new Set([
  ...['.git', '.github', '.hub', '.archive', '.venv', 'venv', 'node_modules', 'site-packages', '__pycache__'],
  ...['.tox', '.nox', '.pytest_cache', '.mypy_cache', '.ruff_cache'],
]);
