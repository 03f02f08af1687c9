import type { ModelProvider } from '../../api/models.ts';
import { rankMatch, wordsOf } from '../match-words.ts';
import { type Access, isOpen } from './provider-access.ts';

/** One model of one provider. */
export type ModelEntry = Readonly<{ key: string; provider: ModelProvider; model: string; isRecommended: boolean }>;

/** A line of the list: a provider, or below it a model. */
export type ModelRow =
  | Readonly<{ kind: 'provider'; key: string; provider: ModelProvider; count: number }>
  | (Readonly<{ kind: 'model' }> & ModelEntry);

/** What the list is narrowed by; an empty `provider` is every one. */
export type ModelFilter = Readonly<{ typed: string; provider: string }>;

/** Names a model of a provider among all others. */
export const modelKey = (provider: string, model: string): string => `${provider}\n${model}`;

/** The lines to show: providers that can be used at once come first, their models to start with before the others. */
export const toModelRows = (
  providers: readonly ModelProvider[],
  accessOf: (provider: ModelProvider) => Access,
  { typed, provider }: ModelFilter,
): readonly ModelRow[] => {
  const words = wordsOf(typed);
  return providers
    .filter(({ slug }) => provider === '' || slug === provider)
    .map((one) => ({ one, found: findModels(one, words), isReady: isOpen(accessOf(one)) }))
    .filter(({ found }) => found.length > 0)
    .toSorted((a, b) => bestOf(a.found) - bestOf(b.found) || Number(b.isReady) - Number(a.isReady))
    .flatMap(({ one, found }) => [
      { kind: 'provider' as const, key: one.slug, provider: one, count: found.length },
      ...found.map(({ entry }) => ({ kind: 'model' as const, ...entry })),
    ]);
};

/** The models among the lines. */
export const entriesOf = (rows: readonly ModelRow[]): readonly ModelEntry[] =>
  rows.filter((row) => row.kind === 'model');

type Found = Readonly<{ entry: ModelEntry; rank: number }>;

const findModels = (provider: ModelProvider, words: readonly string[]): readonly Found[] =>
  inOrder(provider)
    .flatMap((model) => {
      const rank = rankMatch(words, `${model} ${provider.name} ${provider.slug}`);
      return rank === null ? [] : [{ entry: toEntry(provider, model), rank }];
    })
    .toSorted((a, b) => a.rank - b.rank);

const inOrder = ({ models, featured_models: featured }: ModelProvider): readonly string[] => [
  ...new Set([...featured.filter((model) => models.includes(model)), ...models]),
];

const toEntry = (provider: ModelProvider, model: string): ModelEntry => ({
  key: modelKey(provider.slug, model),
  ...{ provider, model, isRecommended: provider.featured_models[0] === model },
});

const bestOf = (found: readonly Found[]): number => Math.min(...found.map(({ rank }) => rank));
