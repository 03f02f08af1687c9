import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Coverage } from '../../../../src/machines/flow/coverage.ts';
import { useApi } from '../../api/api-context.tsx';
import { useFrames } from '../../api/stream/use-frames.ts';

/** What the flows on record have taken of a definition; counted again when something happens to one. */
export const useCoverage = (definition: string | undefined, isWanted: boolean) => {
  const api = useApi();
  const cache = useQueryClient();
  const queryKey = ['coverage', definition];
  useFrames(() => void cache.invalidateQueries({ queryKey }));
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<Coverage>('/api/machine/coverage', { signal, query: { definition } }),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  });
};
