import { expect, it } from 'vitest';
import { formatTokens } from '../../../src/builder/model/format-tokens.ts';

it.each([
  [512, '512'],
  [4096, '4K'],
  [131_072, '131K'],
  [200_000, '200K'],
  [999_999, '1M'],
  [1_048_576, '1M'],
  [1_500_000, '1.5M'],
  [10_000_000, '10M'],
])('%i tokens are %s', (count, text) => {
  expect(formatTokens(count)).toBe(text);
});
