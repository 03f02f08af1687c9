/** The classes of everything that is typed into. Text of 16 px: below that, phones zoom in. */
export const inputClass =
  'w-full min-w-0 rounded-lg border border-input bg-background px-3 text-base hover:border-text-tertiary disabled:cursor-not-allowed disabled:border-border disabled:text-text-disabled aria-invalid:border-destructive sm:text-sm';
