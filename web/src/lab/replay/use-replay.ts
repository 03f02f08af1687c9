import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import type { StoredRecord } from '../../../../src/machines/ports/event-store.ts';
import { useApi } from '../../api/api-context.tsx';
import type { ApiClient } from '../../api/client.ts';
import { useFlow } from '../../api/stream/use-flow.ts';

/** A flow to move about in, folded here from its records; of one that goes on, what happens is read and added. */
export const useReplay = (id: string) => {
  const api = useApi();
  const cache = useQueryClient();
  const queryKey = ['replay', id];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => readReplay(api, id, { known: cache.getQueryData<Replay>(queryKey), signal }),
    staleTime: Infinity,
    structuralSharing: false,
  });
  const { data, refetch } = query;
  const { version } = useFlow(id).data ?? { version: 0 };
  const isBehind = data !== undefined && data.broken === null && data.last < version;
  useEffect(() => {
    if (isBehind) void refetch();
  }, [isBehind, version, refetch]);
  return query;
};

type Reading = Readonly<{ known: Replay | undefined; signal: AbortSignal }>;

const readReplay = async (api: ApiClient, id: string, { known, signal }: Reading): Promise<Replay> => {
  const path = `/api/flows/${encodeURIComponent(id)}`;
  if (known && known.last > 0) {
    const events = await readEvents(api, path, { after: known.last, signal });
    return known.extend(events.map((event) => ({ ...event, stream: `flow-${id}`, data: JSON.stringify(event.data) })));
  }
  const [{ parseExport, createReplay }, text] = await Promise.all([
    import('./fold-export.ts'),
    api.open(`${path}/export`, { signal }).then((response) => response.text()),
  ]);
  const read = parseExport(text);
  if ('records' in read) return createReplay(read.records);
  throw new Error(`Line ${read.line} of the export of ${id} is no record.`);
};

/** Those after a version, however many there are. */
const readEvents = async (
  api: ApiClient,
  path: string,
  { after, signal }: Readonly<{ after: number; signal: AbortSignal }>,
): Promise<readonly Event[]> => {
  const { events, next } = await api.get<EventsPage>(`${path}/events`, { signal, query: { after } });
  return next === null ? events : [...events, ...(await readEvents(api, path, { after: next, signal }))];
};

type EventsPage = Readonly<{ events: readonly Event[]; next: number | null }>;

/** A record as it is answered: its data is read already. */
type Event = Omit<StoredRecord, 'stream' | 'data'> & Readonly<{ data: unknown }>;
