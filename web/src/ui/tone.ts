/** What a colour says; never said by colour alone. */
export type Tone = 'neutral' | 'success' | 'warning' | 'destructive' | 'info';

/** Text in a tone; readable on every ground of the theme. */
export const toneText: Readonly<Record<Tone, string>> = {
  neutral: 'text-text-tertiary',
  success: 'text-success',
  warning: 'text-warning',
  destructive: 'text-destructive',
  info: 'text-info',
};

/** A tinted ground with a line around it. */
export const toneBox: Readonly<Record<Tone, string>> = {
  neutral: 'border-border bg-card',
  success: 'border-success-line bg-success-soft',
  warning: 'border-warning-line bg-warning-soft',
  destructive: 'border-destructive-line bg-destructive-soft',
  info: 'border-info-line bg-info-soft',
};
