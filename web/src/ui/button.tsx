import clsx from 'clsx';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { buttonClass, type ButtonLook } from './button-class.ts';
import { Spinner } from './spinner.tsx';

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> &
  ButtonLook &
  Readonly<{
    type?: 'button' | 'submit';
    /** Keeps its place and focus, shows a spinner, and does nothing when pressed. */
    busy?: boolean;
    icon?: ReactNode;
    ref?: Ref<HTMLButtonElement>;
  }>;

/** A button; `type="button"` unless told. */
export const Button = ({
  variant,
  size,
  busy = false,
  icon,
  type = 'button',
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) => (
  <button
    // oxlint-disable-next-line react/button-has-type -- it is one of two, by its type
    type={type}
    aria-disabled={busy || undefined}
    aria-busy={busy || undefined}
    onClick={busy ? (event) => event.preventDefault() : onClick}
    className={clsx(buttonClass({ variant, size }, children === undefined), className)}
    {...rest}
  >
    {busy ? <Spinner /> : icon}
    {children}
  </button>
);
