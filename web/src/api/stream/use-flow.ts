import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api-context.tsx';
import { flowQuery } from './flow-queries.ts';
import { useStream } from './stream-context.tsx';

/** A flow, kept live: `data` is its FlowView, the same object until something happens to it. */
export const useFlow = (id: string) => useQuery(flowQuery({ api: useApi(), stream: useStream() }, id));
