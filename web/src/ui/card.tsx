import clsx from 'clsx';
import type { ReactNode } from 'react';

type Props = Readonly<{
  /** A heading with a line below it. */
  title?: ReactNode;
  /** Beside the heading. */
  actions?: ReactNode;
  /** `none` for lists and tables that reach the edge. */
  padding?: 'none' | 'normal';
  className?: string;
  children?: ReactNode;
}>;

/** Things that belong together, on a ground of their own. */
export const Card = ({ title, actions, padding = 'normal', className, children }: Props) => (
  <section className={clsx('min-w-0 overflow-hidden rounded-xl border border-border bg-card', className)}>
    {(title || actions) && (
      <div className="flex min-h-12 items-center justify-between gap-4 border-b border-border px-5 py-2">
        <h2 className="min-w-0 text-sm font-medium">{title}</h2>
        {actions && <div className="flex items-center gap-2">{actions}</div>}
      </div>
    )}
    {padding === 'none' ? children : <div className="p-5">{children}</div>}
  </section>
);
