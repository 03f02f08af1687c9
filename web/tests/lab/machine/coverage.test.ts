import { describe, expect, it } from 'vitest';
import type { Coverage, StateCoverage } from '../../../../src/machines/flow/coverage.ts';
import { machine } from '../../../src/i18n/en/machine.ts';
import { toTimes, toWords } from '../../../src/lab/machine/coverage-notes.ts';
import { sortWays } from '../../../src/lab/machine/sort-ways.ts';

const state = (figures: Partial<StateCoverage>): StateCoverage => ({
  ...{ id: 'model', kind: 'active', visits: 0, totalMs: null, medianMs: null, longestMs: null },
  ...figures,
});

describe('toWords', () => {
  it.each([
    [{ visits: 0 }, ['Never entered']],
    [{ visits: 1 }, ['Entered 1 time']],
    [{ visits: 1200, medianMs: 29, longestMs: 1400 }, ['Entered 1,200 times', 'median 29 ms', 'longest 1.40 s']],
  ])('says of %j %j', (figures, words) => {
    expect(toWords(state(figures), machine)).toEqual(words);
  });
});

describe('toTimes', () => {
  it('says never for nothing, and is short of many', () => {
    expect([0, 1, 999, 1234, 99_950].map((times) => toTimes(times, 'never'))).toEqual([
      'never',
      '1×',
      '999×',
      '1.2K×',
      '100K×',
    ]);
  });
});

describe('sortWays', () => {
  const ways = [3, 0, 7, 0].map((taken, index) => ({ id: String(index), taken })) as unknown as Coverage['ways'];
  const idsIn = (order: Parameters<typeof sortWays>[1]) => sortWays(ways, order).map(({ id }) => id);

  it('orders by count both ways, and keeps the order of the machine among equals', () => {
    expect(idsIn('most')).toEqual(['2', '0', '1', '3']);
    expect(idsIn('least')).toEqual(['1', '3', '0', '2']);
    expect(idsIn('machine')).toEqual(['0', '1', '2', '3']);
  });
});
