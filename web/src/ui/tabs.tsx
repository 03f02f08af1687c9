import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export type Tab<Id extends string> = Readonly<{
  id: Id;
  label: string;
  /** Beside the label, such as a count. */
  note?: ReactNode;
  /** Focused by that `data-field`, it opens. */
  field?: string;
  content: ReactNode;
}>;

type Props<Id extends string> = Readonly<{
  label: string;
  tabs: readonly Tab<Id>[];
  value: Id;
  onChange: (id: Id) => void;
  className?: string;
}>;

/** Several views of one thing, one at a time; arrow keys move between them. */
export const Tabs = <Id extends string>({ label, tabs, value, onChange, className }: Props<Id>) => (
  <Radix.Root
    value={value}
    onValueChange={(id) => {
      const tab = tabs.find((one) => one.id === id);
      if (tab) onChange(tab.id);
    }}
    className={className}
  >
    <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-border">
      {tabs.map(({ id, label: name, note, field }) => (
        <Radix.Trigger
          key={id}
          value={id}
          data-field={field}
          className="-mb-px flex h-10 items-center gap-2 border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-text-secondary -outline-offset-2 hover:text-text-primary data-[state=active]:border-primary data-[state=active]:text-text-primary"
        >
          {name}
          {note}
        </Radix.Trigger>
      ))}
    </Radix.List>
    {tabs.map(({ id, content }) => (
      <Radix.Content key={id} value={id} className="pt-4">
        {content}
      </Radix.Content>
    ))}
  </Radix.Root>
);
