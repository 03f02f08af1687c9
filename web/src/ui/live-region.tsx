import type { ReactNode } from 'react';

/** Read out when it changes; keep it mounted and give it one short sentence for each milestone. */
export const LiveRegion = ({ children }: Readonly<{ children: ReactNode }>) => (
  <output aria-live="polite" className="sr-only">
    {children}
  </output>
);
