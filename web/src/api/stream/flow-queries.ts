import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { applyTransition } from '../../../../src/machines/flow/apply-transition.ts';
import type { TransitionFrame } from '../../../../src/machines/flow/transition.ts';
import type { FlowSummary, FlowView } from '../../../../src/machines/flow/view.ts';
import type { ApiClient } from '../client.ts';
import { applyToList, type FlowFilter, type FlowList } from './flow-list.ts';
import { applyAll, type ApplyFrame, readLive, toTransitions } from './read-live.ts';
import type { Stream } from './stream.ts';

/** Where flows come from: what happened before from the server's answers, what happens from its stream. */
export type FlowSource = Readonly<{ api: ApiClient; stream: Pick<Stream, 'onNews'> }>;

/** Kept up with the stream, what was read once never gets old by itself. */
const live = { staleTime: Infinity, structuralSharing: false } as const;

/** A flow as it is now. */
export const flowQuery = ({ api, stream }: FlowSource, id: string) =>
  queryOptions({
    ...live,
    queryKey: ['flow', id],
    queryFn: ({ signal }) =>
      readLive({
        stream,
        read: () => api.get<FlowView>(`/api/flows/${encodeURIComponent(id)}`, { signal }),
        apply: applyTransition<FlowView>,
      }),
  });

/** The newest flows that fit, `count` of them if there are so many. */
export const flowsQuery = ({ api, stream }: FlowSource, filter: FlowFilter, count: number) =>
  queryOptions({
    ...live,
    queryKey: ['flow-list', filter, count],
    queryFn: ({ signal }) =>
      readLive({ stream, read: () => readList(api, { filter, count, signal }), apply: applyToList }),
  });

type ListRequest = Readonly<{ filter: FlowFilter; count: number; signal: AbortSignal }>;

/** What the server gives at once. */
const PAGE = 1000;

const readList = async (api: ApiClient, { filter, count, signal }: ListRequest): Promise<FlowList> => {
  const flows: FlowSummary[] = [];
  let before: string | undefined;
  do {
    const query = { ...filter, before, limit: Math.min(PAGE, count - flows.length) };
    const page = await api.get<Pick<FlowList, 'flows' | 'next'>>('/api/flows', { signal, query });
    flows.push(...page.flows);
    before = page.next ?? undefined;
  } while (before !== undefined && flows.length < count);
  return { filter, flows, next: before ?? null };
};

/**
 * Keeps what the cache holds of flows up with the stream, and reads what could not be read once the server is there
 * again; gives what ends it.
 */
export const keepFlowsLive = (cache: QueryClient, stream: Pick<Stream, 'onNews' | 'onStatus' | 'status'>) => {
  const stopListening = stream.onNews((news) => {
    if (news.kind === 'start')
      for (const queryKey of [['flow'], ['flow-list']]) void cache.invalidateQueries({ queryKey });
    const transitions = toTransitions(news);
    for (const id of new Set(transitions.map(({ flow }) => flow)))
      update<FlowView>({ cache, queryKey: ['flow', id], transitions, apply: applyTransition });
    if (transitions.length > 0) update<FlowList>({ cache, queryKey: ['flow-list'], transitions, apply: applyToList });
  });
  const stopWatching = stream.onStatus(() => {
    if (stream.status() !== 'live') return;
    void cache.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  });
  return () => {
    stopListening();
    stopWatching();
  };
};

type Update<T> = Readonly<{
  cache: QueryClient;
  queryKey: readonly string[];
  transitions: readonly TransitionFrame[];
  apply: ApplyFrame<T>;
}>;

const update = <T>({ cache, queryKey, transitions, apply }: Update<T>): void => {
  for (const [key, value] of cache.getQueriesData<T>({ queryKey })) {
    // What must be read again stays so: something put in its place would pass for fresh.
    if (value === undefined || cache.getQueryState(key)?.isInvalidated) continue;
    const next = applyAll(value, transitions, apply);
    if (next === null) void cache.invalidateQueries({ queryKey: key, exact: true });
    else if (next !== value) cache.setQueryData(key, next);
  }
};

/** Puts a flow that a command answered with where `useFlow` finds it at once; it is read again all the same. */
export const rememberFlow = (cache: QueryClient, flow: FlowView): void => {
  const queryKey = ['flow', flow.id];
  cache.setQueryData<FlowView>(queryKey, (known) => (known && known.version >= flow.version ? known : flow));
  void cache.invalidateQueries({ queryKey });
};
