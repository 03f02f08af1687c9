import { useEffect, useState } from 'react';
import { useNavigation } from '../navigation/navigation.tsx';
import { useSearchParams } from '../navigation/use-search-params.ts';

const SETTLED_MS = 150;

/** `typed` is what a field shows, `settled` what the address holds of it once typing has paused. */
export type UrlText = Readonly<{ typed: string; settled: string; type: (text: string) => void }>;

/** A text that is typed and kept as `?name=` of the address; Back and links to the page change it, too. */
export const useUrlText = (name: string): UrlText => {
  const [search, setSearch] = useSearchParams();
  const { place, isLeaving } = useNavigation();
  const settled = search.get(name) ?? '';
  const [typed, setTyped] = useState(settled);
  const [known, setKnown] = useState(settled);
  const [written, setWritten] = useState(settled);
  if (known !== settled) {
    setKnown(settled);
    // What is typed meanwhile is newer than what was written here; everything else comes from elsewhere.
    if (place.cause !== 'replace' || settled !== written) {
      setTyped(settled);
      setWritten(settled);
    }
  }
  useEffect(() => {
    // It would take the place of the page that is being gone to.
    if (typed === settled || isLeaving) return;
    const timer = setTimeout(() => {
      setWritten(typed);
      setSearch(withParam(name, typed), { replace: true });
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [name, typed, settled, isLeaving, setSearch]);
  return { typed, settled, type: setTyped };
};

/** An address with a parameter set, or taken out where it is empty; for `setSearch`. */
export const withParam = (name: string, value: string) => (before: URLSearchParams) => {
  const after = new URLSearchParams(before);
  if (value === '') after.delete(name);
  else after.set(name, value);
  return after;
};
