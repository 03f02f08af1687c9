import { createContext, type ReactNode, use, useEffect, useState, useTransition } from 'react';
import { type BaseLocationHook, Router } from 'wouter';
import type { Navigator, Place } from './navigator.ts';

type Navigation = Readonly<{ navigator: Navigator; place: Place; isLeaving: boolean }>;

const NavigationContext = createContext<Navigation | null>(null);

type Props = Readonly<{
  navigator: Navigator;
  /** The address a link is opened by in another tab, where it is not ours. */
  toHref?: (path: string) => string;
  children: ReactNode;
}>;

/** Pages below go by this navigator. The page one comes from stays until the next one has been loaded. */
export const NavigationProvider = ({ navigator, toHref, children }: Props) => {
  const [place, setPlace] = useState(navigator.place);
  const [isLeaving, startTransition] = useTransition();
  useEffect(() => {
    const follow = (): void => {
      const next = navigator.place();
      // Within a page it is at once: a slider that waits for its own value jumps.
      if (next.path === place.path) setPlace(next);
      else startTransition(() => setPlace(next));
    };
    follow();
    return navigator.subscribe(follow);
  }, [navigator, place.path]);
  return (
    <NavigationContext value={{ navigator, place, isLeaving }}>
      <Router hook={useRoutedPath} {...(toHref && { hrefs: toHref })}>
        {children}
      </Router>
    </NavigationContext>
  );
};

/** The address shown, the way to another, and whether the page is being left already. */
export const useNavigation = (): Navigation => {
  const navigation = use(NavigationContext);
  if (navigation === null) throw new Error('useNavigation is for pages below NavigationProvider.');
  return navigation;
};

const useRoutedPath: BaseLocationHook = () => {
  const { place, navigator } = useNavigation();
  return [place.path, navigator.go];
};
