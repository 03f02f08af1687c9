import { useQuery, useQueryClient } from '@tanstack/react-query';
import { parseExport } from '../../../../src/machines/flow/export.ts';
import { createReplay, type Replay } from '../../../../src/machines/flow/replay.ts';
import { useApi } from '../../api/api-context.tsx';
import type { ApiClient } from '../../api/client.ts';
import { useFrames } from '../../api/stream/use-frames.ts';

/** A flow to move about in, folded here from its records; read again when something happens to it. */
export const useReplay = (id: string) => {
  const api = useApi();
  const cache = useQueryClient();
  const queryKey = ['replay', id];
  useFrames((frames) => {
    if (frames.some(({ flow }) => flow === id)) void cache.invalidateQueries({ queryKey });
  });
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => readReplay(api, id, signal),
    staleTime: Infinity,
    structuralSharing: false,
  });
};

const readReplay = async (api: ApiClient, id: string, signal: AbortSignal): Promise<Replay> => {
  const response = await api.open(`/api/flows/${encodeURIComponent(id)}/export`, { signal });
  const read = parseExport(await response.text());
  if ('records' in read) return createReplay(read.records);
  throw new Error(`Line ${read.line} of the export of ${id} is no record.`);
};
