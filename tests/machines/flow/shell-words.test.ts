import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteWord, splitWords } from '../../../src/machines/flow/shell-words.ts';

describe('splitWords', () => {
  test.each([
    ['npx -y  pkg', ['npx', '-y', 'pkg']],
    [`a 'b c' "d e" f\\ g`, ['a', 'b c', 'd e', 'f g']],
    [`a"b"'c'd`, ['abcd']],
    [`"\\"" '\\'`, ['"', '\\']],
    [`'' ""`, ['', '']],
    ['', []],
  ])('splits %j', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  test.each([`a 'b`, `a "b`, 'a\\'])('refuses the open quote in %j', (line) => {
    expect(splitWords(line)).toBeNull();
  });

  test('reads back what quoteWord wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(splitWords(words.map(quoteWord).join(' '))).toEqual(words);
      }),
      { numRuns: 300 },
    );
  });
});
