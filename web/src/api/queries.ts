import { queryOptions } from '@tanstack/react-query';
import type { ServerInfo } from '../../../src/http/server-info.ts';
import type { FlowSummary } from '../../../src/machines/flow/view.ts';
import type { ApiClient } from './client.ts';

/** Newest first. `next` continues the list. */
export type FlowPage = Readonly<{ flows: readonly FlowSummary[]; next: string | null }>;

/** The newest flows. */
export const newestFlows = (api: ApiClient, limit = 20) =>
  queryOptions({
    queryKey: ['flows', 'newest', limit],
    queryFn: ({ signal }) => api.get<FlowPage>('/api/flows', { signal, query: { limit } }),
  });

/** What the server is and works on; the same as long as it runs. */
export const aboutServer = (api: ApiClient) =>
  queryOptions({
    queryKey: ['about'],
    queryFn: ({ signal }) => api.get<ServerInfo>('/api/about', { signal }),
    staleTime: Infinity,
  });
