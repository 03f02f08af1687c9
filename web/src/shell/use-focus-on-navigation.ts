import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** A new page takes the focus at its heading, as a document of its own would; not the first one. */
export const useFocusOnNavigation = <E extends HTMLElement>() => {
  const around = useRef<E>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const heading = around.current?.querySelector('h1');
    (heading ?? around.current)?.focus();
    window.scrollTo(0, 0);
  }, [pathname]);
  return around;
};
