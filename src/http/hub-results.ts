import type { CatalogSkill } from '../machines/ports/catalog.ts';

type Found = CatalogSkill & Readonly<{ origin: string }>;

/** A skill as Hermes' hub search shows it. */
export const toMeta = ({ name, description, directory, tags }: Found) => ({
  name,
  description,
  source: 'official',
  identifier: `official/${directory}`,
  trust_level: 'builtin',
  repo: null,
  tags,
});

/** Skills that have every word of the query, the better match first: name, then tags and path, then description. */
export const searchSkills = (skills: readonly Found[], query: string, limit: number): readonly Found[] => {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return skills
    .map((skill) => ({ skill, score: scoreOf(skill, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ skill }) => skill);
};

const scoreOf = (skill: Found, words: readonly string[]): number => {
  const scores = words.map((word) => scoreOfWord(skill, word));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
};

const scoreOfWord = ({ name, directory, tags, description }: Found, word: string): number => {
  const lower = name.toLowerCase();
  if (lower === word) return 8;
  if (lower.includes(word)) return 4;
  if (tags.some((tag) => tag.toLowerCase() === word) || directory.toLowerCase().includes(word)) return 2;
  return description.toLowerCase().includes(word) ? 1 : 0;
};
