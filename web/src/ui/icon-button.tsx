import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

type Props = Omit<Parameters<typeof Button>[0], 'icon' | 'children' | 'aria-label' | 'title'> &
  Readonly<{ label: string; icon: ReactNode }>;

/** A square button with an icon; its label is its name and its tooltip. */
export const IconButton = ({ label, icon, size = 'md', variant = 'quiet', className, ...rest }: Props) => (
  <Button
    {...rest}
    variant={variant}
    size={size}
    aria-label={label}
    title={label}
    icon={icon}
    className={clsx(size === 'sm' ? 'w-8' : 'w-10', 'px-0', className)}
  />
);
