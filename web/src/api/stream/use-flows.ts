import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../api-context.tsx';
import type { FlowFilter } from './flow-list.ts';
import { flowsQuery } from './flow-queries.ts';
import { useStream } from './stream-context.tsx';

/**
 * The newest flows that fit, kept live: `data.flows`. As long as there `hasMore`, `showMore` reads as many again:
 * doubled, so that whoever scrolls through thousands does not read the first ones over and over.
 */
export const useFlows = (filter: FlowFilter = {}, pageSize = 50) => {
  const source = { api: useApi(), stream: useStream() };
  const list = JSON.stringify(filter);
  const [shown, setShown] = useState({ list, count: pageSize });
  const count = shown.list === list ? shown.count : pageSize;
  const query = useQuery({ ...flowsQuery(source, filter, count), placeholderData: keepPreviousData });
  const hasMore = (query.data?.next ?? null) !== null;
  return { ...query, hasMore, showMore: () => setShown({ list, count: count * 2 }) };
};
