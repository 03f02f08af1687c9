import { queryOptions } from '@tanstack/react-query';
import type { ServerInfo } from '../../../src/http/server-info.ts';
import type { ApiClient } from './client.ts';

/** What the server is and works on; the same as long as it runs. */
export const aboutServer = (api: ApiClient) =>
  queryOptions({
    queryKey: ['about'],
    queryFn: ({ signal }) => api.get<ServerInfo>('/api/about', { signal }),
    staleTime: Infinity,
  });
