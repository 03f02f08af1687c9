import { expect, it } from 'vitest';
import { entriesOf, type ModelFilter, toModelRows } from '../../../src/builder/model/model-list.ts';
import { accessOf } from '../../../src/builder/model/provider-access.ts';
import { providerOf } from './providers.ts';

const providers = [
  providerOf('one'),
  providerOf('two', { found_in: ['environment'] }),
  providerOf('bare', { models: [], featured_models: [] }),
  providerOf('three', { models: ['one-a', 'gpt-5'], featured_models: ['gone'] }),
];
const rowsOf = (filter: Partial<ModelFilter> = {}) =>
  toModelRows(providers, (provider) => accessOf(provider, { clone: null, env: [] }, {}), {
    typed: '',
    provider: '',
    ...filter,
  });
const shown = (filter: Partial<ModelFilter> = {}) =>
  rowsOf(filter).map((row) => (row.kind === 'provider' ? `[${row.provider.slug}]` : row.model));

it('begins with what can be used at once, and each provider with its featured models', () => {
  expect(shown()).toEqual([
    ...['[two]', 'two-b', 'two-a', 'two-c'],
    ...['[one]', 'one-b', 'one-a', 'one-c'],
    ...['[three]', 'one-a', 'gpt-5'],
  ]);
});

it('recommends the first featured model a provider has, and none where that one is gone', () => {
  const recommended = entriesOf(rowsOf()).filter(({ isRecommended }) => isRecommended);
  expect(recommended.map(({ model }) => model)).toEqual(['two-b', 'one-b']);
});

it('is narrowed by words of model and provider, the best match first', () => {
  expect(shown({ typed: 'gpt5' })).toEqual(['[three]', 'gpt-5']);
  expect(shown({ typed: 'a one' })).toEqual(['[one]', 'one-a', '[three]', 'one-a']);
  expect(shown({ typed: 'nothing' })).toEqual([]);
});

it('is narrowed to one provider', () => {
  expect(shown({ provider: 'three' })).toEqual(['[three]', 'one-a', 'gpt-5']);
  expect(shown({ provider: 'bare' })).toEqual([]);
});

it('gives the same model of two providers two keys', () => {
  const keys = entriesOf(rowsOf({ typed: 'one-a' })).map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});
