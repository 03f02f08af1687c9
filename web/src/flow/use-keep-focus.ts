import { type FocusEvent, useLayoutEffect, useRef } from 'react';

/**
 * What to give an element so that it takes the focus when what had it within is gone: a keyboard then stays where it
 * was. Nothing else moves the focus.
 */
export const useKeepFocus = <Kept extends HTMLElement>() => {
  const ref = useRef<Kept>(null);
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  });
  return {
    ref,
    tabIndex: -1,
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: ({ target }: FocusEvent) => {
      // What is still there was left on purpose; what is gone is seen by the effect first.
      setTimeout(() => {
        if (target.isConnected) hasFocus.current = ref.current?.contains(document.activeElement) ?? false;
      });
    },
  };
};
