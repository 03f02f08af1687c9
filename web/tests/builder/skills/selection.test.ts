import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tickOf, withKept } from '../../../src/builder/skills/selection.ts';
import { toSkillGroups } from '../../../src/builder/skills/skill-groups.ts';

const names = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'), { minLength: 1 });

describe('a group', () => {
  it.each([
    [[], { tick: 'none', count: 0 }],
    [['b', 'z'], { tick: 'some', count: 1 }],
    [['a', 'b'], { tick: 'all', count: 2 }],
  ])('of a and b with %j kept is %j', (kept, tick) => {
    expect(tickOf(['a', 'b'], new Set(kept))).toEqual(tick);
  });

  it('is all of it or none of it once it was set, and leaves the others as they were', () => {
    fc.assert(
      fc.property(names, names, fc.boolean(), (kept, group, isKept) => {
        const after = withKept(kept, group, isKept);
        expect(tickOf(group, new Set(after)).tick).toBe(isKept ? 'all' : 'none');
        const others = (list: readonly string[]) => list.filter((name) => !group.includes(name)).toSorted();
        expect(others(after)).toEqual(others(kept));
        expect(new Set(after).size).toBe(after.length);
      }),
    );
  });
});

describe('skills by category', () => {
  const skill = (name: string, category: string | null, description = '') => ({ name, category, description });
  const skills = [skill('zed', 'b'), skill('top', null), skill('abc', 'b', 'Reads PDF files'), skill('one', 'a/c')];
  const shown = (typed: string) =>
    toSkillGroups(skills, typed).map((group) => [group.category, group.skills.map(({ name }) => name)]);

  it('come in order of categories and names, those without one last', () => {
    expect(shown('')).toEqual([
      ['a/c', ['one']],
      ['b', ['abc', 'zed']],
      ['', ['top']],
    ]);
  });

  it('are found by name, category and description', () => {
    expect(shown('pdf')).toEqual([['b', ['abc']]]);
    expect(shown('A/C')).toEqual([['a/c', ['one']]]);
    expect(shown('pdf zed')).toEqual([]);
  });
});
