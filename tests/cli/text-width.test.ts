import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutEnd, cutMiddle, padTo, widthOf } from '../../src/cli/text-width.ts';

describe('text width', () => {
  test.each([
    ['abc', 3],
    ['日本', 4],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['', 0],
  ])('of %s is %d columns', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });

  test('of what is cut is never more than asked for, and what fits is left alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, columns) => {
        for (const cut of [cutEnd, cutMiddle]) {
          expect(widthOf(cut(text, columns))).toBeLessThanOrEqual(columns);
          expect(cut(text, widthOf(text))).toBe(text);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of what is padded is at least as asked for', () => {
    expect(padTo('日', 4)).toBe('日  ');
    expect(cutMiddle('install:/a/b/c/d/skill', 12)).toBe('inst…d/skill');
  });
});
