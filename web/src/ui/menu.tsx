import clsx from 'clsx';
import { Check } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, type ToggleEvent } from 'react';

export type MenuItem = Readonly<{
  label: string;
  icon?: ReactNode;
  onSelect: () => void;
  destructive?: boolean;
  disabled?: boolean;
  /** One of several that exclude each other; true for the chosen one. */
  checked?: boolean;
}>;

/** What makes a button the one that opens a menu. */
export type MenuTrigger = Readonly<{ id: string; popoverTarget: string; 'aria-haspopup': 'menu' }>;

type Props = Readonly<{
  /** The button: `(props) => <IconButton {...props} label="More" icon={…} />`. */
  trigger: (props: MenuTrigger) => ReactNode;
  items: readonly MenuItem[];
}>;

/** A few commands behind a button. The browser's popover opens it above everything, closes it, and gives the focus back. */
export const Menu = ({ trigger, items }: Props) => {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  return (
    <>
      {trigger({ id: `${id}-trigger`, popoverTarget: id, 'aria-haspopup': 'menu' })}
      <div
        ref={menu}
        id={id}
        role="menu"
        tabIndex={-1}
        popover="auto"
        aria-labelledby={`${id}-trigger`}
        onBeforeToggle={placeBelowTrigger}
        onToggle={({ newState }) => newState === 'open' && focusFirst(menu.current)}
        onKeyDown={moveFocus}
        className="fixed m-0 min-w-44 rounded-lg border border-border bg-secondary p-1 text-foreground shadow-xl"
      >
        {items.map((item) => (
          <Entry key={item.label} item={item} onDone={() => menu.current?.hidePopover()} />
        ))}
      </div>
    </>
  );
};

const Entry = ({ item, onDone }: Readonly<{ item: MenuItem; onDone: () => void }>) => {
  const { label, icon, onSelect, destructive = false, disabled = false, checked } = item;
  const choice = checked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': checked };
  return (
    <button
      {...choice}
      type="button"
      tabIndex={-1}
      disabled={disabled}
      onClick={() => {
        onDone();
        onSelect();
      }}
      className={clsx(
        'flex min-h-9 w-full items-center gap-3 rounded-md px-3 text-left text-sm outline-none hover:bg-accent focus:bg-accent disabled:text-text-disabled',
        destructive && 'text-destructive',
      )}
    >
      {icon}
      <span className="flex-1">{label}</span>
      {checked && <Check aria-hidden size={16} />}
    </button>
  );
};

const GAP_PX = 6;

/** At the side of the trigger's middle where there is more room. */
const placeBelowTrigger = ({ newState, currentTarget }: ToggleEvent<HTMLElement>): void => {
  const root = currentTarget.getRootNode();
  const trigger =
    root instanceof Document || root instanceof ShadowRoot ? root.getElementById(`${currentTarget.id}-trigger`) : null;
  if (newState !== 'open' || !trigger) return;
  const { top, bottom, left, right } = trigger.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const down = (top + bottom) / 2 < height / 2;
  const end = (left + right) / 2 > width / 2;
  Object.assign(currentTarget.style, {
    top: down ? `${bottom + GAP_PX}px` : 'auto',
    bottom: down ? 'auto' : `${height - top + GAP_PX}px`,
    left: end ? 'auto' : `${left}px`,
    right: end ? `${width - right}px` : 'auto',
  });
};

const entriesOf = (menu: HTMLElement): readonly HTMLElement[] => [
  ...menu.querySelectorAll<HTMLElement>('button:not(:disabled)'),
];

const focusFirst = (menu: HTMLElement | null): void => {
  if (menu) (menu.querySelector<HTMLElement>('[aria-checked=true]') ?? entriesOf(menu)[0])?.focus();
};

const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
  const menu = event.currentTarget;
  const entries = entriesOf(menu);
  const at = entries.findIndex((entry) => entry.matches(':focus'));
  const targets: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const target = targets[event.key];
  if (event.key === 'Tab') menu.hidePopover();
  if (target === undefined) return;
  event.preventDefault();
  entries.at(target % entries.length)?.focus();
};
