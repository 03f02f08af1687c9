import type { ReactNode } from 'react';
import { useFocusOnNavigation } from '../shell/use-focus-on-navigation.ts';

/** Around every page inside the dashboard, whose window it is: no header, no navigation. */
export const HostedFrame = ({ children }: Readonly<{ children: ReactNode }>) => (
  <div ref={useFocusOnNavigation<HTMLDivElement>()} tabIndex={-1} className="flex min-h-full flex-1 flex-col">
    {children}
  </div>
);
