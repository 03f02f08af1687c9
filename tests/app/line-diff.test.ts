import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from '../../src/app/line-diff.ts';

const marked = (before: string | null, after: string) => diffLines(before, after).map(({ op, text }) => op + text);

describe('a difference of lines', () => {
  it('keeps what is in both and says what goes and comes', () => {
    expect(marked('a\nb\nc\nd\n', 'a\nx\nc\ny\nd\n')).toEqual([' a', '-b', '+x', ' c', '+y', ' d']);
    expect(marked(null, 'a\n\nb')).toEqual(['+a', '+', '+b']);
    expect(marked('a\n', '')).toEqual(['-a']);
    expect(marked('', '')).toEqual([]);
  });

  it('holds both texts, and no fewer common lines than a plain edit leaves', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const side = (without: string) =>
          lines
            .filter(({ op }) => op !== without)
            .map(({ text: line }) => `${line}\n`)
            .join('');
        expect([side('+'), side('-')]).toEqual([before, after]);
      }),
    );
    expect(marked('a\nb\nc\n', 'b\nc\na\n').filter((line) => line.startsWith(' '))).toHaveLength(2);
  });

  it('replaces everything when there is too much to compare', () => {
    const many = (word: string) => Array.from({ length: 2500 }, (_, index) => `${word}${index}\n`).join('');
    expect(diffLines(many('a'), many('b'))).toHaveLength(5000);
  });
});
