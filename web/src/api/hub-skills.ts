import { queryOptions } from '@tanstack/react-query';
import type { CatalogOrigin } from './catalogs.ts';
import type { ApiClient } from './client.ts';

/** A skill of a hub. */
export type HubSkill = Readonly<{
  name: string;
  description: string;
  source: string;
  /** What an install takes. */
  identifier: string;
  trust_level: string;
  tags: readonly string[];
}>;

/** What a search found. `source_counts` are the matches of each source, `catalogs` those that were asked. */
export type HubSearch = Readonly<{
  results: readonly HubSkill[];
  source_counts: Readonly<Record<string, number>>;
  catalogs?: readonly CatalogOrigin[] | undefined;
}>;

/** Where skills are searched, and some to show before. */
export type HubSources = Readonly<{
  sources: readonly Readonly<{ id: string; label: string; available: boolean; reason?: string | undefined }>[];
  featured: readonly HubSkill[];
}>;

/** A skill with what an install would read. */
export type HubSkillText = HubSkill & Readonly<{ skill_md: string; files: readonly string[] }>;

/** The judgement of Hermes' scanner; `policy` is what its installer does by it. */
export type HubScan = Readonly<{
  verdict: 'safe' | 'caution' | 'dangerous';
  policy: 'allow' | 'ask' | 'block';
  policy_reason: string;
  findings: readonly Readonly<{
    severity: string;
    category: string;
    file: string;
    /** From 1; 0 = the whole file. */
    line: number;
    description: string;
  }>[];
}>;

/** More than this a search does not give. */
export const MOST_RESULTS = 50;

const STALE_MS = 60_000;

/** Asks nobody outside: what is known from the last time. */
export const hubSources = (api: ApiClient) =>
  queryOptions({
    queryKey: ['hub', 'sources'],
    queryFn: ({ signal }) => api.get<HubSources>('/api/skills/hub/sources', { signal }),
  });

export type HubQuestion = Readonly<{ q: string; source: string; limit: number }>;

/** Skills with every word of a text, in all sources or one. */
export const hubSearch = (api: ApiClient, question: HubQuestion) =>
  queryOptions({
    queryKey: ['hub', 'search', question],
    queryFn: ({ signal }) => api.get<HubSearch>('/api/skills/hub/search', { signal, query: question }),
    staleTime: STALE_MS,
    retry: false,
  });

const one = <Answer>(api: ApiClient, what: 'preview' | 'scan', identifier: string) =>
  queryOptions({
    queryKey: ['hub', what, identifier],
    queryFn: ({ signal }) => api.get<Answer>(`/api/skills/hub/${what}`, { signal, query: { identifier } }),
    staleTime: STALE_MS,
    retry: false,
  });

/** What a skill holds. */
export const hubPreview = (api: ApiClient, identifier: string) => one<HubSkillText>(api, 'preview', identifier);

/** What Hermes' scanner makes of it. */
export const hubScan = (api: ApiClient, identifier: string) => one<HubScan>(api, 'scan', identifier);
