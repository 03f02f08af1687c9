import type { ModelProvider } from '../../../src/api/models.ts';

/** A provider with a key of its own name and the models `a` to `c`, but for what is said. */
export const providerOf = (slug: string, part: Partial<ModelProvider> = {}): ModelProvider => ({
  slug,
  name: slug.toUpperCase(),
  is_user_defined: false,
  models: [`${slug}-a`, `${slug}-b`, `${slug}-c`],
  featured_models: [`${slug}-b`],
  auth_type: 'api_key',
  keys: [`${slug.toUpperCase()}_API_KEY`],
  found_in: [],
  capabilities: {},
  pricing: {},
  ...part,
});
