import fc from 'fast-check';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { findMatches, toPieces } from '../../src/flow/log/find-matches.ts';
import { appendText, emptyLog, lastLineOf, toLines } from '../../src/flow/log/log-text.ts';
import { toPlainLine } from '../../src/flow/log/plain-line.ts';

const linesOf = (...texts: readonly string[]) => toLines(texts.reduce(appendText, emptyLog));

describe('a line of output', () => {
  test.each([
    ['\u001b[1;32m✓ done\u001b[0m', '✓ done'],
    ['\u001b]8;;https://example.org\u0007a link\u001b]8;;\u0007', 'a link'],
    ['\u001b]0;title\u001b\\text', 'text'],
    ['Receiving:  10%\rReceiving: 100%, done.\r', 'Receiving: 100%, done.'],
    ['\u001b[2K\u001b[1Gnext', 'next'],
    ['a\tb', 'a    b'],
    ['\u202egnp.exe', ' gnp.exe'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('%j reads %j', (line, plain) => {
    expect(toPlainLine(line)).toBe(plain);
  });

  test('loses the same sequences as in a terminal of Node', () => {
    const colour = fc.constantFrom(
      '\u001b[31m',
      '\u001b[0m',
      '\u001b[38;5;12m',
      '\u001b[1;4m',
      '\u001b[K',
      '\u001b[?25l',
    );
    const word = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '1', 'é', '<', '['), maxLength: 5 });
    fc.assert(
      fc.property(fc.array(fc.oneof(colour, word)), (parts) => {
        expect(toPlainLine(parts.join(''))).toBe(stripVTControlCharacters(parts.join('')));
      }),
    );
  });

  test('never keeps a control character, and is quick on hostile ones', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        expect(toPlainLine(line)).not.toMatch(/\p{Cc}/u);
      }),
    );
    const hostile = '\u001b]'.repeat(50_000) + '\u001b['.repeat(50_000);
    const startedAt = performance.now();
    toPlainLine(hostile);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('output', () => {
  test('is the same lines wherever it is cut', () => {
    const whole = 'one\ntwo \u001b[31mred\u001b[0m\r\n\nlast';
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        expect(linesOf(whole.slice(0, from), whole.slice(from, to), whole.slice(to))).toEqual(linesOf(whole));
      }),
    );
    expect(linesOf(whole)).toEqual(['one', 'two red', '', 'last']);
  });

  test('has no line when nothing was printed', () => {
    expect(linesOf('')).toEqual([]);
    expect(lastLineOf(linesOf(''))).toBeNull();
  });

  test('ends with the newest line that says something', () => {
    expect(lastLineOf(linesOf('Cloning\n\n'))).toBe('Cloning');
  });
});

describe('a search', () => {
  const lines = ['Cloning into x', 'done.', 'cloning CLONING (1+1)'];

  test('finds every place, in order, whatever the case', () => {
    expect(findMatches(lines, 'cloning')).toEqual([
      { line: 0, start: 0, end: 7 },
      { line: 2, start: 0, end: 7 },
      { line: 2, start: 8, end: 15 },
    ]);
  });

  test('takes what is typed as it is', () => {
    expect(findMatches(lines, '(1+1)')).toHaveLength(1);
    expect(findMatches(lines, '.*')).toHaveLength(0);
    expect(findMatches(lines, '')).toHaveLength(0);
  });

  test('cuts a line into pieces that are the line', () => {
    const [, , line = ''] = lines;
    const matches = findMatches([line], 'cloning');
    const pieces = toPieces(line, matches);
    expect(pieces.map(({ text }) => text).join('')).toBe(line);
    expect(pieces.flatMap(({ match }) => match ?? [])).toEqual(matches);
    expect(toPieces('', [])).toEqual([{ text: '', match: null }]);
  });

  test('looks through a megabyte in the blink of an eye', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `line ${index} of a log that is rather long indeed`);
    const startedAt = performance.now();
    expect(findMatches(many, 'line 19999')).toHaveLength(1);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
