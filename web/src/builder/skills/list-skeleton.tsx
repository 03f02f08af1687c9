import { Skeleton } from '../../ui/skeleton.tsx';

/** Holds the place of a filter and of the groups below it. */
export const ListSkeleton = () => (
  <div className="flex flex-col gap-3">
    <Skeleton className="h-10" />
    <Skeleton className="h-96 rounded-xl" />
  </div>
);
