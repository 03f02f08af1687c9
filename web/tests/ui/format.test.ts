import { describe, expect, it } from 'vitest';
import { formatAgo } from '../../src/ui/format-ago.ts';
import { formatDuration } from '../../src/ui/format-duration.ts';

describe('a duration', () => {
  it.each([
    [-5, '0 ms'],
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [1404, '1.40 s'],
    [9999, '10.0 s'],
    [12_345, '12.3 s'],
    [59_940, '59.9 s'],
    [59_999, '1 min 0 s'],
    [125_000, '2 min 5 s'],
    [3_840_000, '1 h 4 min'],
  ])('of %d ms is said as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('a time in the past', () => {
  const minute = 60_000;
  it.each([
    [-minute, 'now'],
    [0, 'now'],
    [59_000, 'now'],
    [minute, '1 minute ago'],
    [90 * minute, '1 hour ago'],
    [24 * 60 * minute, 'yesterday'],
    [400 * 24 * 60 * minute, 'last year'],
  ])('%d ms ago is said as %s', (ms, text) => {
    expect(formatAgo(1_800_000_000_000 - ms, 1_800_000_000_000)).toBe(text);
  });
});
