import clsx from 'clsx';

/** Holds the place of what is coming; give it the size of that, so that nothing moves. */
export const Skeleton = ({ className }: Readonly<{ className: string }>) => (
  <div aria-hidden className={clsx('animate-pulse rounded-md bg-muted', className)} />
);
