import { queryOptions } from '@tanstack/react-query';
import type { CatalogOrigin } from './catalogs.ts';
import type { ApiClient } from './client.ts';

/** A provider with its models, and what opens it. */
export type ModelProvider = Readonly<{
  slug: string;
  name: string;
  /** Known from config.yaml of the profile that was asked about, and nowhere else. */
  is_user_defined: boolean;
  models: readonly string[];
  /** Those to show first; the very first is the one to start with. */
  featured_models: readonly string[];
  auth_type: string;
  /** Variables its key is read from, the usual one first. */
  keys: readonly string[];
  /** Where the profile that was asked about has something to open it with. */
  found_in: readonly ('profile' | 'sign-in' | 'environment')[];
  capabilities: Readonly<Record<string, ModelCapabilities>>;
  /** For a million tokens, `$3.00` or `free`. */
  pricing: Readonly<Record<string, Readonly<{ input: string; output: string; free: boolean }>>>;
}>;

/** `context` is tokens; 0 = not known. */
export type ModelCapabilities = Readonly<{ reasoning: boolean; vision: boolean; tools: boolean; context: number }>;

/** `provider` and `model` are those of the profile that was asked about. */
export type ModelOptions = Readonly<{
  providers: readonly ModelProvider[];
  provider: string;
  model: string;
  sources: readonly CatalogOrigin[];
}>;

const STALE_MS = 60_000;

/** Every provider Hermes knows, as it stands for a profile: one to be copied, or the default. */
export const modelOptions = (api: ApiClient, profile: string) =>
  queryOptions({
    queryKey: ['models', profile],
    queryFn: ({ signal }) =>
      api.get<ModelOptions>('/api/model/options', { signal, query: { include_unconfigured: 1, profile } }),
    staleTime: STALE_MS,
  });
