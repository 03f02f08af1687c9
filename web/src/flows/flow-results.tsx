import { ErrorState } from '../ui/error-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { FlowRows } from './flow-rows.tsx';
import { NoFlows, NothingFound } from './no-flows.tsx';
import type { useFlowRows } from './use-flow-rows.ts';
import { useFlowsText } from './use-flows-text.ts';

type Props = Readonly<{
  found: ReturnType<typeof useFlowRows>;
  /** Not all flows are asked for. */
  isFiltered: boolean;
  onShowAll: () => void;
}>;

/** The flows that were asked for, or why there are none. */
export const FlowResults = ({ found, isFiltered, onShowAll }: Props) => {
  const { rows, error, refetch, isPending, hasMore, showMore } = found;
  if (rows.length > 0) return <FlowRows rows={rows} hasMore={hasMore} onMore={showMore} />;
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (isPending || hasMore) return <Loading />;
  return isFiltered ? <NothingFound onShowAll={onShowAll} /> : <NoFlows />;
};

const Loading = () => (
  <div aria-busy="true" className="rounded-xl border border-border bg-card">
    <p className="sr-only">{useFlowsText().loading}</p>
    {Array.from({ length: 6 }, (_, row) => (
      <div key={row} className="flex h-14 items-center border-b border-border px-4 last:border-b-0">
        <Skeleton className="h-5 w-full" />
      </div>
    ))}
  </div>
);
