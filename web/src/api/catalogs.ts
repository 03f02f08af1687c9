import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from './client.ts';

/** A place a catalog was looked for; `reason` says why it gave nothing. */
export type CatalogOrigin = Readonly<{ id: string; label: string; ok: boolean; reason?: string | undefined }>;

/** A skill of the bundle or of the optional ones. */
export type CatalogSkill = Readonly<{
  name: string;
  description: string;
  /** Directories above its own, `/` between them. */
  category: string | null;
  platforms: readonly string[];
  tags: readonly string[];
  version: string | null;
  /** What an install takes. */
  identifier: string;
  origin: string;
}>;

/** An MCP server to choose. */
export type CatalogServer = Readonly<{
  name: string;
  description: string;
  source: string;
  transport: 'stdio' | 'http';
  auth_type: 'none' | 'api_key' | 'oauth';
  required_env: readonly Readonly<{ name: string; prompt: string; required: boolean }>[];
  command: string | null;
  args: readonly string[];
  url: string | null;
  env: Readonly<Record<string, string>>;
  /** It has to be cloned and built by Hermes before it can start. */
  needs_install: boolean;
  post_install: string;
  origin: string;
}>;

/** A skill of a profile that is there. */
export type ProfileSkill = Readonly<{ name: string; description: string; category: string | null; enabled: boolean }>;

export type SkillCatalog = Readonly<{ skills: readonly CatalogSkill[]; sources: readonly CatalogOrigin[] }>;
export type McpCatalog = Readonly<{
  entries: readonly CatalogServer[];
  sources: readonly CatalogOrigin[];
  /** Manifests that were left out, and why. */
  diagnostics: readonly Readonly<{ name: string; kind: 'future_manifest' | 'invalid'; message: string }>[];
}>;

/** Catalogs change with an installed Hermes, not while one looks at them. */
const CATALOG_STALE_MS = 60_000;

const catalog = <Answer>(api: ApiClient, path: string) =>
  queryOptions({
    queryKey: ['catalog', path],
    queryFn: ({ signal }) => api.get<Answer>(path, { signal }),
    staleTime: CATALOG_STALE_MS,
  });

/** Skills a new profile starts with. */
export const skillBundle = (api: ApiClient) => catalog<SkillCatalog>(api, '/api/skills/bundle');

/** Skills it can have besides. */
export const optionalSkills = (api: ApiClient) => catalog<SkillCatalog>(api, '/api/skills/optional');

/** MCP servers to choose from. */
export const mcpCatalog = (api: ApiClient) => catalog<McpCatalog>(api, '/api/mcp/catalog');

/** The skills of a profile. */
export const profileSkills = (api: ApiClient, profile: string) =>
  queryOptions({
    queryKey: ['skills', profile],
    queryFn: ({ signal }) => api.get<readonly ProfileSkill[]>('/api/skills', { signal, query: { profile } }),
    staleTime: CATALOG_STALE_MS,
  });
