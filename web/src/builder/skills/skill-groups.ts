import { rankMatch, wordsOf } from '../match-words.ts';

/** A skill to keep or add. */
export type ListedSkill = Readonly<{ name: string; description: string; category: string | null }>;

/** Skills of one category, in order of their names; an empty category is that of those without one. */
export type SkillGroup<Skill extends ListedSkill> = Readonly<{ category: string; skills: readonly Skill[] }>;

/** Skills that have every word typed, by category. */
export const toSkillGroups = <Skill extends ListedSkill>(
  skills: readonly Skill[],
  typed: string,
): readonly SkillGroup<Skill>[] => {
  const words = wordsOf(typed);
  const found = skills.filter(
    ({ name, category, description }) => rankMatch(words, `${name} ${category ?? ''} ${description}`) !== null,
  );
  const groups = Map.groupBy(found, ({ category }) => category ?? '');
  return [...groups]
    .map(([category, members]) => ({ category, skills: members.toSorted((a, b) => compare(a.name, b.name)) }))
    .toSorted((a, b) => Number(a.category === '') - Number(b.category === '') || compare(a.category, b.category));
};

const compare = (a: string, b: string): number => a.localeCompare(b, 'en');
