import { queryOptions } from '@tanstack/react-query';
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
