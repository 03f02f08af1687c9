import { Command } from 'cmdk';
import type { ReactNode } from 'react';

/** Choices of a command list that belong together, under what they are. */
export const CommandGroup = ({ heading, children }: Readonly<{ heading: string; children: ReactNode }>) => (
  <Command.Group
    heading={heading}
    className="mb-2 **:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-text-tertiary"
  >
    {children}
  </Command.Group>
);
