import type { ReactNode } from 'react';

/** For screen readers only. */
export const VisuallyHidden = ({ children }: Readonly<{ children: ReactNode }>) => (
  <span className="sr-only">{children}</span>
);
