import type { ReactNode } from 'react';

/** A key to press. */
export const Kbd = ({ children }: Readonly<{ children: ReactNode }>) => (
  <kbd className="rounded-sm border border-border bg-card px-1.5 py-0.5 font-mono text-xs text-text-secondary">
    {children}
  </kbd>
);
