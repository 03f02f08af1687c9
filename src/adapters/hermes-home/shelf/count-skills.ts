import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NOT_SKILLS } from '../skill-files.ts';

/** Number of SKILL.md files below a skills directory, those inside other skills included. What cannot be read counts none. */
export const countSkills = async (directory: string): Promise<number> => {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const isSkill = entries.some(({ name }) => name === 'SKILL.md');
  const below = entries.filter(
    (entry) => entry.isDirectory() && !NOT_SKILLS.has(entry.name) && !(isSkill && SUPPORT.has(entry.name)),
  );
  const counts = await Promise.all(below.map(({ name }) => countSkills(join(directory, name))));
  return counts.reduce((sum, count) => sum + count, isSkill ? 1 : 0);
};

/** What a skill brings along is none, even if it looks like one. */
const SUPPORT: ReadonlySet<string> = new Set(['references', 'templates', 'assets', 'scripts']);
