import clsx from 'clsx';

/** A name whose end tells it from others: what has no room is left out at its start. */
export const TruncatedStart = ({ children, className }: Readonly<{ children: string; className?: string }>) => (
  <span dir="rtl" className={clsx('truncate text-left', className)} title={children}>
    <bdi dir="ltr">{children}</bdi>
  </span>
);
