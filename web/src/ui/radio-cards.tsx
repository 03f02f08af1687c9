import clsx from 'clsx';
import { type ReactNode, useId } from 'react';

export type RadioCard<Value extends string> = Readonly<{
  value: Value;
  title: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
}>;

type Props<Value extends string> = Readonly<{
  legend: ReactNode;
  options: readonly RadioCard<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  /** One below the other, for long descriptions. */
  stacked?: boolean;
}>;

/** One of a few, each with room for what it means. */
export const RadioCards = <Value extends string>({
  legend,
  options,
  value,
  onChange,
  stacked = false,
}: Props<Value>) => {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-medium">{legend}</legend>
      <div className={clsx('grid gap-3', !stacked && 'grid-cols-[repeat(auto-fit,minmax(min(14rem,100%),1fr))]')}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-w-0 gap-3 rounded-xl border border-border bg-card p-4 hover:bg-accent has-checked:border-info has-checked:bg-info-soft has-disabled:cursor-not-allowed has-disabled:text-text-disabled has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
              className="mt-1 size-4 shrink-0 outline-none"
            />
            <span className="min-w-0">
              <span className="block font-medium">{option.title}</span>
              {option.description && <span className="block text-sm text-text-secondary">{option.description}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
