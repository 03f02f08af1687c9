import { useEffect, useRef } from 'react';
import { useNavigation } from '../navigation/navigation.tsx';

/** A new page takes the focus at its heading, as a document of its own would; not the first one, nor what it redirects to. */
export const useFocusOnNavigation = <E extends HTMLElement>() => {
  const around = useRef<E>(null);
  const { path, cause } = useNavigation().place;
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    if (cause === 'replace') return;
    const heading = around.current?.querySelector('h1');
    (heading ?? around.current)?.focus();
    window.scrollTo(0, 0);
  }, [path, cause]);
  return around;
};
