import type { ReactNode } from 'react';

/** Around a filter: Enter in it belongs to what it narrows, not to the form. */
export const FilterKeys = ({ children, onEnter }: Readonly<{ children: ReactNode; onEnter?: () => void }>) => (
  // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the field inside
  <div
    className="min-w-0"
    onKeyDown={(event) => {
      if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      onEnter?.();
    }}
  >
    {children}
  </div>
);
