import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ApiClient } from './client.ts';

/** A profile as the list of profiles has it; more is in it than a page needs. */
export type ProfileRow = Readonly<{
  name: string;
  path: string;
  is_default: boolean;
  model: string | null;
  skill_count: number;
  gateway_running: boolean;
  /** Empty when there is none. */
  description: string;
  has_alias: boolean;
}>;

/** Profiles on this machine, the default first. */
export const allProfiles = (api: ApiClient) =>
  queryOptions({
    queryKey: ['profiles'],
    queryFn: async ({ signal }) =>
      (await api.get<Readonly<{ profiles: readonly ProfileRow[] }>>('/api/profiles', { signal })).profiles,
  });

/** Name of the profile that Hermes' commands use when nobody says. */
export const activeProfile = (api: ApiClient) =>
  queryOptions({
    queryKey: ['profiles', 'active'],
    queryFn: async ({ signal }) =>
      (await api.get<Readonly<{ active: string }>>('/api/profiles/active', { signal })).active,
  });

/** Has whoever shows profiles look again. */
export const refreshProfiles = (cache: QueryClient) => cache.invalidateQueries({ queryKey: ['profiles'] });
