import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';
import { buttonClass, type ButtonLook } from './button-class.ts';

type Props = Omit<LinkProps, 'className'> & ButtonLook & Readonly<{ icon?: ReactNode; className?: string }>;

/** A link to a page that looks like a button. */
export const LinkButton = ({ variant, size, icon, className, children, ...rest }: Props) => (
  <Link className={clsx(buttonClass({ variant, size }), className)} {...rest}>
    {icon}
    {children}
  </Link>
);
