import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';

type Props = Omit<ButtonProps, 'icon' | 'children' | 'aria-label' | 'title'> &
  Readonly<{ label: string; icon: ReactNode }>;

/** A square button with an icon; its label is its name and its tooltip. */
export const IconButton = ({ label, variant = 'quiet', ...rest }: Props) => (
  <Button {...rest} variant={variant} aria-label={label} title={label} />
);
