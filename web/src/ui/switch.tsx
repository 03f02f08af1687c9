import clsx from 'clsx';
import { type ReactNode, useId } from 'react';

type Props = Readonly<{
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}>;

/** Something that is on or off at once, without being sent. */
export const Switch = ({ label, hint, checked, onChange, disabled = false }: Props) => {
  const id = useId();
  return (
    <div className={clsx('flex justify-between gap-4 py-1.5', hint ? 'items-start' : 'items-center')}>
      <span className="min-w-0">
        <label htmlFor={id} className="block">
          {label}
        </label>
        {hint && (
          <span id={`${id}-hint`} className="block text-sm text-text-tertiary">
            {hint}
          </span>
        )}
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className="relative h-6 w-11 shrink-0 cursor-pointer appearance-none rounded-full border border-input bg-card transition-colors before:absolute before:top-1 before:left-1 before:size-3.5 before:rounded-full before:bg-input before:transition-transform checked:border-info checked:bg-info checked:before:translate-x-5 checked:before:bg-background disabled:cursor-not-allowed"
      />
    </div>
  );
};
