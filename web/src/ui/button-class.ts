/** How a button looks. `primary`: the one thing to do here. */
export type ButtonLook = Readonly<{
  variant?: 'primary' | 'secondary' | 'quiet' | 'destructive' | undefined;
  size?: 'sm' | 'md' | undefined;
}>;

/** The classes of a button, for what looks like one and is something else; `square` for one with an icon only. */
export const buttonClass = ({ variant = 'secondary', size = 'md' }: ButtonLook, square = false): string =>
  `${base} ${variants[variant]} ${(square ? squares : sizes)[size]}`;

const base =
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-lg border text-sm font-medium whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:border-border disabled:bg-muted disabled:text-text-disabled aria-disabled:cursor-progress';

const variants = {
  primary: 'border-primary bg-primary text-primary-foreground hover:bg-primary-hover',
  secondary: 'border-border bg-card hover:bg-accent',
  quiet: 'border-transparent text-text-secondary hover:bg-muted hover:text-text-primary',
  destructive: 'border-destructive-line bg-destructive-soft text-destructive hover:border-destructive',
};

const sizes = { sm: 'h-8 px-3', md: 'h-10 px-4' };
const squares = { sm: 'size-8', md: 'size-10' };
