import type { ReactNode } from 'react';

type Props = Readonly<{
  icon?: ReactNode;
  title: string;
  /** What would be here, and how it gets here. */
  children?: ReactNode;
  action?: ReactNode;
}>;

/** In place of a list with nothing in it. */
export const EmptyState = ({ icon, title, children, action }: Props) => (
  <div className="flex flex-col items-center gap-3 rounded-xl border border-dashed border-border px-6 py-16 text-center">
    {icon && <span className="text-text-tertiary">{icon}</span>}
    <p className="font-medium">{title}</p>
    {children && <div className="max-w-prose text-text-secondary">{children}</div>}
    {action && <div className="mt-3">{action}</div>}
  </div>
);
