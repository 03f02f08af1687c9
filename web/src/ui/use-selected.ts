import { type RefObject, useEffect, useState } from 'react';

/** The option of a command list that Enter takes: the first one, also when `options` come after it was drawn. */
export const useSelected = (around: RefObject<HTMLElement | null>, options: unknown) => {
  const [value, onValueChange] = useState('');
  // What comes later is selected by nobody else when nothing was there before.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const first = around.current?.querySelector('[role=option]')?.getAttribute('data-value');
      if (first && !around.current?.querySelector('[role=option][aria-selected=true]')) onValueChange(first);
    });
    return () => cancelAnimationFrame(frame);
  }, [around, options]);
  return { value, onValueChange };
};
