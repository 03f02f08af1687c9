import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../api-context.tsx';
import type { FlowFilter } from './flow-list.ts';
import { flowsQuery } from './flow-queries.ts';
import { useStream } from './stream-context.tsx';

/** The newest flows that fit, kept live: `data.flows`. `showMore` reads as many again as long as there `hasMore`. */
export const useFlows = (filter: FlowFilter = {}, pageSize = 50) => {
  const source = { api: useApi(), stream: useStream() };
  const [count, setCount] = useState(pageSize);
  const query = useQuery({ ...flowsQuery(source, filter, count), placeholderData: keepPreviousData });
  const hasMore = (query.data?.next ?? null) !== null;
  return { ...query, hasMore, showMore: () => setCount((shown) => shown * 2) };
};
