import { useQuery } from '@tanstack/react-query';
import type { FlowSummary } from '../../../../src/machines/flow/view.ts';
import { useApi } from '../../api/api-context.tsx';
import { flowQuery } from '../../api/stream/flow-queries.ts';
import { useStream } from '../../api/stream/stream-context.tsx';
import { useFlows } from '../../api/stream/use-flows.ts';

/** A flow that another one is likely to be compared with, and why. */
export type Proposed = Readonly<{ flow: FlowSummary; why: 'origin' | 'previous' }>;

/** The flow that one was forked from and the one of its profile before it, as far as they are there. */
export const useProposed = ({ id, profile, startedAt, forkedFrom }: FlowSummary) => {
  const source = { api: useApi(), stream: useStream() };
  const origin = useQuery({ ...flowQuery(source, forkedFrom?.flow ?? ''), enabled: forkedFrom !== undefined });
  const others = useFlows({ profile });
  const previous = others.data?.flows.find((flow) => flow.id !== id && flow.startedAt <= startedAt);
  const proposed: readonly Proposed[] = [
    ...(origin.data ? [{ flow: origin.data, why: 'origin' as const }] : []),
    ...(previous && previous.id !== forkedFrom?.flow ? [{ flow: previous, why: 'previous' as const }] : []),
  ];
  return { proposed, isPending: others.isPending || origin.isLoading };
};
