import { FileX } from 'lucide-react';
import { useMemo } from 'react';
import type { Replay } from '../../../../src/machines/flow/replay.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useReplay } from '../replay/use-replay.ts';
import { ComparisonView } from './comparison-view.tsx';
import { LeaveButton } from './leave-button.tsx';
import { toSide } from './side.ts';
import { useCompareText } from './use-compare-text.ts';

type Props = Readonly<{ replay: Replay; flow: string }>;

/** The replayed flow beside another one, or why that is not possible. */
export const ComparisonPanel = ({ replay, flow }: Props) => {
  const text = useCompareText();
  const { data, error, refetch } = useReplay(flow);
  const one = useMemo(() => toSide(replay), [replay]);
  const other = useMemo(() => data && toSide(data), [data]);
  const flows = useMemo(() => one && other && { one, other }, [one, other]);
  if (flows) return <ComparisonView flows={flows} />;
  if (error)
    return (
      <div className="flex flex-col items-start gap-4 p-4 sm:p-6">
        <p>{text.failed(flow)}</p>
        <ErrorState error={error} onRetry={() => void refetch()} />
        <LeaveButton />
      </div>
    );
  if (!data) return <Skeleton className="m-6 h-[60dvh]" />;
  return (
    <div className="p-4 sm:p-6">
      <EmptyState icon={<FileX aria-hidden size={32} />} title={text.unreadable.title} action={<LeaveButton />}>
        <p>{text.unreadable.body}</p>
      </EmptyState>
    </div>
  );
};
