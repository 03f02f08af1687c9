import { type FocusEvent, useLayoutEffect, useRef } from 'react';

/**
 * What to give an element so that it takes the focus when what had it within is gone: a keyboard then stays where it
 * was. Nothing else moves the focus.
 */
export const useKeepFocus = <Kept extends HTMLElement>() => {
  const ref = useRef<Kept>(null);
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    const active = ref.current && activeBeside(ref.current);
    if (hasFocus.current && (active === null || active === document.body)) ref.current?.focus({ preventScroll: true });
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
        if (target.isConnected) hasFocus.current = ref.current?.contains(activeBeside(ref.current)) ?? false;
      });
    },
  };
};

/** What has the focus in the document of the element, which may be the shadow root of another page. */
const activeBeside = (element: Element): Element | null => {
  const root = element.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
};
