import type { ReactNode } from 'react';

/** What every step is in: its heading, which takes the focus when the step is shown, and its fields. */
export const StepFrame = ({
  title,
  lead,
  children,
}: Readonly<{ title: string; lead?: ReactNode; children?: ReactNode }>) => (
  <div className="flex min-w-0 flex-col gap-6">
    <header>
      <h2 tabIndex={-1} data-step-heading className="text-xl leading-tight font-semibold text-balance">
        {title}
      </h2>
      {lead && <p className="mt-2 max-w-prose text-text-secondary">{lead}</p>}
    </header>
    {children}
  </div>
);
