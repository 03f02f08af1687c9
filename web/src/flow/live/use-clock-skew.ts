import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.tsx';
import { toClockSkewMs } from '../elapsed.ts';

/** How far the server's clock is ahead of this one; 0 until it is known. */
export const useClockSkew = (): number => {
  const api = useApi();
  const { data = 0 } = useQuery({
    queryKey: ['clock-skew'],
    queryFn: async ({ signal }) =>
      toClockSkewMs((await api.open('/api/health', { signal })).headers.get('Date'), Date.now()),
    staleTime: Infinity,
  });
  return data;
};
