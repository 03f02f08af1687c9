import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { toneText } from './tone.ts';

export type MenuItem = Readonly<{
  label: string;
  icon?: ReactNode;
  onSelect: () => void;
  destructive?: boolean;
  disabled?: boolean;
  /** One of several that exclude each other; true for the chosen one. */
  checked?: boolean;
}>;

type Props = Readonly<{ trigger: ReactNode; items: readonly MenuItem[]; align?: 'start' | 'end' }>;

/**
 * A few commands behind a button. Not modal: locking the scroll would take an inline style, which the page's policy
 * forbids. Not moved to the body: it must stay within a shadow root.
 */
export const Menu = ({ trigger, items, align = 'end' }: Props) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Content
      align={align}
      sideOffset={6}
      collisionPadding={8}
      className="z-50 min-w-44 rounded-lg border border-border bg-secondary p-1 shadow-xl"
    >
      {items.map((item) => (
        <Entry key={item.label} item={item} />
      ))}
    </DropdownMenu.Content>
  </DropdownMenu.Root>
);

const Entry = ({ item: { label, icon, onSelect, destructive, disabled = false, checked } }: { item: MenuItem }) => {
  const content = (
    <>
      {icon}
      <span className="flex-1">{label}</span>
      {checked && <Check aria-hidden size={16} />}
    </>
  );
  const className = `flex min-h-9 items-center gap-3 rounded-md px-3 text-sm outline-none data-disabled:text-text-disabled data-highlighted:bg-accent ${destructive ? toneText.destructive : ''}`;
  return checked === undefined ? (
    <DropdownMenu.Item {...{ disabled, onSelect, className }}>{content}</DropdownMenu.Item>
  ) : (
    <DropdownMenu.CheckboxItem {...{ disabled, onSelect, className, checked }}>{content}</DropdownMenu.CheckboxItem>
  );
};
