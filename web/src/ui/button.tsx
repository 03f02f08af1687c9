import clsx from 'clsx';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { buttonClass, type ButtonLook } from './button-class.ts';
import { Spinner } from './spinner.tsx';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> &
  ButtonLook &
  Readonly<{
    type?: 'button' | 'submit';
    /** Keeps its place and focus, shows a spinner, and does nothing when pressed. */
    busy?: boolean;
    icon?: ReactNode;
    ref?: Ref<HTMLButtonElement>;
  }>;

/** A button; `type="button"` unless told. */
export const Button = ({ variant, size, busy = false, icon, className, children, onClick, type, ...rest }: Props) => (
  <button
    // oxlint-disable-next-line react/button-has-type -- it is one of two, by type
    type={type ?? 'button'}
    aria-disabled={busy || undefined}
    aria-busy={busy || undefined}
    onClick={busy ? (event) => event.preventDefault() : onClick}
    className={clsx(buttonClass({ variant, size }), className)}
    {...rest}
  >
    {busy ? <Spinner /> : icon}
    {children}
  </button>
);
