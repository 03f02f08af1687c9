import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IndexPair, pairEquals } from '../../src/machines/pair-equals.ts';

const entries = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

const lengthOfCommon = ([one, ...ones]: readonly string[], others: readonly string[]): number => {
  if (one === undefined || others.length === 0) return 0;
  const place = others.indexOf(one);
  const without = lengthOfCommon(ones, others);
  return place < 0 ? without : Math.max(without, 1 + lengthOfCommon(ones, others.slice(place + 1)));
};

const expectSound = (pairs: readonly IndexPair[], before: readonly string[], after: readonly string[]) => {
  for (const [index, [one, other]] of pairs.entries()) {
    expect(before[one]).toBe(after[other]);
    expect(before[one]).toBeDefined();
    const [lastOne, lastOther] = pairs[index - 1] ?? [-1, -1];
    expect(one).toBeGreaterThan(lastOne);
    expect(other).toBeGreaterThan(lastOther);
  }
};

describe('pairs of equals', () => {
  it('are as many as can be, in the order of both lists', () => {
    fc.assert(
      fc.property(entries, entries, (before, after) => {
        const pairs = pairEquals(before, after);
        expectSound(pairs, before, after);
        expect(pairs).toHaveLength(lengthOfCommon(before, after));
      }),
    );
  });

  it('are all there are of a list and itself', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(pairEquals(list, list)).toEqual(list.map((_, index) => [index, index]));
      }),
    );
  });

  it('are as early as they can be, so that what goes on where the other ends comes last', () => {
    expect(pairEquals(['x', 'a', 'end'], ['y', 'a', 'end', 'again', 'end'])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('are found by what is there once when the lists are long', () => {
    const before = Array.from({ length: 6000 }, (_, index) => (index % 3 === 0 ? `only ${index}` : `both ${index}`));
    const after = before.map((entry) => entry.replace('only', 'other')).toSpliced(3000, 0, 'more');
    const pairs = pairEquals(before, after);
    expectSound(pairs, before, after);
    expect(pairs).toHaveLength(4000);
  });

  it('are found between what is there once, in another order, too', () => {
    const before = Array.from({ length: 3000 }, (_, index) => [`x${index}`, 'again']).flat();
    const after = [...before.slice(0, 10), ...before.slice(4000), 'new', ...before.slice(10, 4000)];
    const pairs = pairEquals(before, after);
    expectSound(pairs, before, after);
    expect(pairs.length).toBeGreaterThanOrEqual(4000);
  });
});
