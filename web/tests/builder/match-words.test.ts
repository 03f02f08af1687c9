import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankMatch, wordsOf } from '../../src/builder/match-words.ts';

const rank = (typed: string, text: string) => rankMatch(wordsOf(typed), text);

describe('a filter', () => {
  it.each([
    ['', 'anything'],
    ['claude', 'anthropic/claude-sonnet-4.5'],
    ['SONNET anth', 'anthropic/claude-sonnet-4.5'],
    ['gpt5', 'openai/gpt-5-mini'],
    ['claude 4.5', 'claude-sonnet-4-5-20250929'],
    ['onne', 'claude-sonnet-4'],
  ])('%j finds %j', (typed, text) => {
    expect(rank(typed, text)).not.toBeNull();
  });

  it.each([
    ['claude gpt', 'claude-sonnet-4'],
    ['-', 'claude'],
    ['sonet', 'claude-sonnet-4'],
  ])('%j does not find %j', (typed, text) => {
    expect(rank(typed, text)).toBeNull();
  });

  it('ranks where a word begins before its middle, and that before what is spelled otherwise', () => {
    const ranks = ['big pro', 'improper', 'p-r-o'].map((text) => rank('pro', text) ?? NaN);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(3);
  });

  it('never finds more with another word', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, one, other) => {
        if (rank(`${one} ${other}`, text) !== null) expect(rank(one, text)).not.toBeNull();
      }),
    );
  });
});
