import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * Where an arrow key leads from the radio button it was pressed on. The browser's own way ends where a virtual list
 * does.
 */
export const nextRadio = (
  { key, target }: KeyboardEvent<HTMLElement>,
  values: readonly string[],
): string | undefined => {
  const step = steps[key];
  if (step === undefined || !(target instanceof HTMLInputElement) || target.type !== 'radio') return undefined;
  return values.at((values.indexOf(target.value) + step) % values.length);
};
