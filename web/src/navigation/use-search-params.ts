import { useCallback, useMemo } from 'react';
import type { GoOptions } from './navigator.ts';
import { useNavigation } from './navigation.tsx';

/** Sets the parameters of the address, from what they are now. */
export type SetSearchParams = (change: (now: URLSearchParams) => URLSearchParams, options?: GoOptions) => void;

/** What stands behind the `?` of the address, and how to change it; a page that is being left changes nothing any more. */
export const useSearchParams = (): readonly [URLSearchParams, SetSearchParams] => {
  const { navigator, place } = useNavigation();
  const params = useMemo(() => new URLSearchParams(place.search), [place.search]);
  const setParams = useCallback<SetSearchParams>(
    (change, options) => {
      const { path, search } = navigator.place();
      if (path !== place.path) return;
      const after = change(new URLSearchParams(search)).toString();
      navigator.go(after === '' ? path : `${path}?${after}`, options);
    },
    [navigator, place.path],
  );
  return [params, setParams];
};
