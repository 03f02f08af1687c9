import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from './client.ts';

/** A profile as the list of profiles has it; more is in it than a page needs. */
export type ProfileRow = Readonly<{ name: string; path: string; is_default: boolean; model: string | null }>;

/** Profiles on this machine, the default first. */
export const allProfiles = (api: ApiClient) =>
  queryOptions({
    queryKey: ['profiles'],
    queryFn: async ({ signal }) =>
      (await api.get<Readonly<{ profiles: readonly ProfileRow[] }>>('/api/profiles', { signal })).profiles,
  });
