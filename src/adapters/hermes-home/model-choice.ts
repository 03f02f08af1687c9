import { knownProviders } from '../providers/known-providers.ts';
import { toProviderSlug } from '../providers/provider-slug.ts';
import { aggregators, spellModel } from './model-spelling.ts';

/** A provider and model as they are written to config.yaml. */
export type ModelPair = Readonly<{ provider: string; model: string }>;

/** What the profile already has that decides how a choice is read. */
export type ModelSurroundings = Readonly<{
  /** Provider in the profile's config.yaml; null when it has none. */
  current: string | null;
  /** The slug of a provider the profile's own config.yaml defines, by how it was typed; null for any other. */
  own: (typed: string) => string | null;
}>;

/**
 * The pair Hermes would write for a choice: the model spelled as the provider's API wants it, and an unknown provider of
 * a `vendor/model` replaced by an aggregator. The provider is otherwise kept as typed.
 */
export const normaliseModel = (choice: ModelPair, around: ModelSurroundings): ModelPair => {
  const provider = choice.provider.trim();
  const model = choice.model.trim();
  const own = around.own(provider);
  if (own !== null) return { provider: own, model };
  const slug = toProviderSlug(provider);
  if (slug === 'custom' || slug.startsWith('custom:')) return { provider, model };
  if (known.has(slug)) return { provider, model: spellModel(slug, model) };
  if (!model.includes('/')) return { provider, model };
  const aggregator = aggregatorOf(around);
  return { provider: aggregator, model: spellModel(toProviderSlug(aggregator), model) };
};

const known: ReadonlySet<string> = new Set(knownProviders.map(({ slug }) => slug));

/** The provider in use, when it serves models of many vendors. */
const aggregatorOf = ({ current }: ModelSurroundings) => {
  const slug = toProviderSlug(current ?? '');
  return aggregators.has(slug) || slug === 'copilot' ? (current ?? '').trim().toLowerCase() : 'openrouter';
};
