import clsx from 'clsx';
import type { InputHTMLAttributes, Ref } from 'react';
import { inputClass } from './input-class.ts';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'type'> &
  Readonly<{
    value: string;
    onChange: (value: string) => void;
    type?: 'text' | 'password' | 'url';
    /** For slugs, commands and addresses: set in mono, not spell-checked. */
    mono?: boolean;
    ref?: Ref<HTMLInputElement>;
  }>;

/** One line of text; give it what its `Field` hands over. */
export const TextInput = ({ onChange, mono = false, type = 'text', className, ...rest }: Props) => (
  <input
    type={type}
    autoComplete="off"
    spellCheck={mono ? false : undefined}
    autoCapitalize={mono ? 'none' : undefined}
    onChange={(event) => onChange(event.target.value)}
    className={clsx(inputClass, 'h-10', mono && 'font-mono', className)}
    {...rest}
  />
);
