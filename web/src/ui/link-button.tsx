import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import { buttonClass, type ButtonLook } from './button-class.ts';

type Props = Omit<ComponentProps<'a'>, 'href'> & ButtonLook & Readonly<{ to: string; icon?: ReactNode }>;

/** A link to a page that looks like a button. */
export const LinkButton = ({ variant, size, icon, className, children, ...rest }: Props) => (
  <Link className={clsx(buttonClass({ variant, size }), className)} {...rest}>
    {icon}
    {children}
  </Link>
);
