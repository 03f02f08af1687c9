import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { SelectHTMLAttributes } from 'react';
import { inputClass } from './input-class.ts';

type Props<Value extends string> = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> &
  Readonly<{
    value: Value;
    options: readonly Readonly<{ value: Value; label: string }>[];
    onChange: (value: Value) => void;
  }>;

/** One of several, as the browser lets choose; give it what its `Field` hands over. */
export const Select = <Value extends string>({ value, options, onChange, className, ...rest }: Props<Value>) => (
  <span className="relative flex min-w-0 items-center">
    <select
      value={value}
      onChange={(event) => {
        const option = options.find((one) => one.value === event.target.value);
        if (option) onChange(option.value);
      }}
      className={clsx(inputClass, 'h-10 appearance-none truncate pr-9', className)}
      {...rest}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} className="bg-background">
          {option.label}
        </option>
      ))}
    </select>
    <ChevronDown aria-hidden size={16} className="pointer-events-none absolute right-3 text-text-tertiary" />
  </span>
);
