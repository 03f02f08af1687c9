import clsx from 'clsx';
import type { Ref, TextareaHTMLAttributes } from 'react';
import { inputClass } from './input-class.ts';

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> &
  Readonly<{
    value: string;
    onChange: (value: string) => void;
    mono?: boolean;
    ref?: Ref<HTMLTextAreaElement>;
  }>;

/** Text of several lines; grows with what is in it. */
export const TextArea = ({ onChange, mono = false, rows = 4, className, ...rest }: Props) => (
  <textarea
    rows={rows}
    spellCheck={mono ? false : undefined}
    onChange={(event) => onChange(event.target.value)}
    className={clsx(inputClass, 'field-sizing-content max-h-96 min-h-20 py-2', mono && 'font-mono', className)}
    {...rest}
  />
);
