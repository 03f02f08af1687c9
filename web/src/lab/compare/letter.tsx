import clsx from 'clsx';
import type { SideName } from './side.ts';
import { useCompareText } from './use-compare-text.ts';

/** Stands for one of the two flows wherever something is said of it. */
export const Letter = ({ name }: Readonly<{ name: SideName }>) => (
  <span
    className={clsx(
      'grid size-5 shrink-0 place-items-center rounded-sm border text-xs font-semibold',
      name === 'one' ? 'border-primary bg-primary text-primary-foreground' : 'border-input bg-card text-text-primary',
    )}
  >
    {useCompareText().letters[name]}
  </span>
);
