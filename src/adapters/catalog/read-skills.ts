import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogSkill, Diagnostic, SourceAnswer } from '../../machines/ports/catalog.ts';
import { byCodeUnits } from '../files/walk-tree.ts';
import { errorCode } from '../files/errno.ts';
import { findingOf } from '../hermes-home/file-fault.ts';
import { NOT_SKILLS } from '../hermes-home/skill-files.ts';
import { createFileCache, type FileCache } from './file-cache.ts';
import { parseSkill, type SkillText } from './parse-skill.ts';

/** A skill below a root, with the environments it is meant for. */
export type FoundSkill = CatalogSkill & Readonly<{ environments: readonly string[] }>;

/** Skills below a directory, each name once, in order of their paths. Links are followed, circles are not. */
export type SkillReader = (root: string) => Promise<SourceAnswer<FoundSkill>>;

/** Reads directories of skills; a SKILL.md that did not change is parsed once. */
export const createSkillReader = (): SkillReader => {
  const files = createFileCache(parseSkill);
  return async (root) => {
    const seen = new Set<string>();
    try {
      await readdir(root);
      seen.add(await realpath(root));
    } catch (error) {
      return { ok: false, reason: `${root}: ${findingOf(error)}` };
    }
    const walk: Walk = { root, files, seen, skills: [], diagnostics: [] };
    await visit(walk, '', 0);
    const named = new Map<string, FoundSkill>();
    for (const skill of walk.skills.toSorted((a, b) => byCodeUnits(a.directory, b.directory)))
      if (!named.has(skill.name)) named.set(skill.name, skill);
    return { ok: true, items: [...named.values()], diagnostics: walk.diagnostics };
  };
};

type Walk = Readonly<{
  root: string;
  files: FileCache<SkillText>;
  /** Real paths of linked directories that were entered. */
  seen: Set<string>;
  skills: FoundSkill[];
  diagnostics: Diagnostic[];
}>;

const MAX_DEPTH = 8;

const visit = async (walk: Walk, below: string, depth: number): Promise<void> => {
  try {
    const entries = await readdir(join(walk.root, below), { withFileTypes: true });
    if (below !== '' && entries.some(({ name }) => name === 'SKILL.md')) return await addSkill(walk, below);
    if (depth === MAX_DEPTH) return;
    const inside = entries
      .filter((entry) => !NOT_SKILLS.has(entry.name))
      .map(async (entry) => {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        if (entry.isDirectory() || (entry.isSymbolicLink() && (await isNewDirectory(walk, path))))
          await visit(walk, path, depth + 1);
      });
    await Promise.all(inside);
  } catch (error) {
    tell(walk, below, findingOf(error));
  }
};

const isNewDirectory = async (walk: Walk, path: string): Promise<boolean> => {
  try {
    const real = await realpath(join(walk.root, path));
    if (walk.seen.has(real) || !(await stat(real)).isDirectory()) return false;
    walk.seen.add(real);
    return true;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') tell(walk, path, findingOf(error));
    return false;
  }
};

const addSkill = async (walk: Walk, directory: string) => {
  const text = await walk.files.read(join(walk.root, directory, 'SKILL.md'));
  if (!text.ok) return tell(walk, directory, text.message);
  const { ok: _, name, ...skill } = text;
  const parts = directory.split('/');
  const category = parts.length > 1 ? parts.slice(0, -1).join('/') : null;
  walk.skills.push({ name: name ?? parts.at(-1) ?? directory, category, directory, ...skill });
};

const tell = (walk: Walk, path: string, message: string) =>
  void walk.diagnostics.push({ name: path, kind: 'invalid', message: `${join(walk.root, path)}: ${message}` });
