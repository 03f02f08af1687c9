import { PageFrame } from '../shell/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { useFlowText } from './use-flow-text.ts';

/** In the place and size of what comes. */
export const FlowLoading = () => {
  const flow = useFlowText();
  return (
    <PageFrame documentTitle={flow.loading}>
      <h1 tabIndex={-1}>
        <VisuallyHidden>{flow.loading}</VisuallyHidden>
      </h1>
      <div className="@container flex flex-col gap-6">
        <div className="flex flex-col gap-4">
          <Skeleton className="h-4 w-56" />
          <Skeleton className="h-8 w-80 max-w-full" />
          <Skeleton className="h-1.5 w-full" />
        </div>
        <div className="grid gap-6 @4xl:grid-cols-[minmax(0,1fr)_20rem]">
          <Skeleton className="h-96 w-full" />
          <Skeleton className="h-48 w-full" />
        </div>
      </div>
    </PageFrame>
  );
};
