import type { HubSkill } from '../../machines/ports/skill-hub.ts';

/** How many matches a source answers at the most. */
export const MOST_MATCHES = 50;

/** Skills that have every word of the text, the better match first: name, then tags and path, then description. */
export const matchSkills = <T extends HubSkill>(skills: readonly T[], text: string): readonly T[] =>
  rankSkills(
    skills.filter((skill) => scoreOf(skill, text) > 0),
    text,
  ).slice(0, MOST_MATCHES);

/** All of them, the better match first; equal ones stay in order, and those that match by another's rules come last. */
export const rankSkills = <T extends HubSkill>(skills: readonly T[], text: string): readonly T[] =>
  skills
    .map((skill) => ({ skill, score: scoreOf(skill, text) }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ skill }) => skill);

const scoreOf = (skill: HubSkill, text: string): number => {
  const words = text.toLowerCase().split(/\s+/);
  const scores = words.filter((word) => word !== '').map((word) => scoreOfWord(skill, word));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
};

const scoreOfWord = ({ name, path, tags, description }: HubSkill, word: string): number => {
  const lower = name.toLowerCase();
  if (lower === word) return 8;
  if (lower.includes(word)) return 4;
  if ([...tags, path ?? ''].some((text) => text.toLowerCase().includes(word))) return 2;
  return description.toLowerCase().includes(word) ? 1 : 0;
};
