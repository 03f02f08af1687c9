import type { HistoryWindow } from '../navigation/navigator.ts';

/** A window whose addresses stand behind the `#`: those of a file cannot be changed otherwise. It begins at `first`, unless it was somewhere. */
export const createHashWindow = (first: string): HistoryWindow => {
  const address = () => new URL(location.hash.slice(1), 'http://file');
  const toHash = (url: string): string => {
    const { pathname, search } = new URL(url, address());
    return toHref(pathname + search);
  };
  if (location.hash === '') history.replaceState(history.state, '', toHref(first));
  return {
    location: {
      get pathname() {
        return address().pathname;
      },
      get search() {
        return address().search;
      },
    },
    history: {
      get state(): unknown {
        const state: unknown = history.state;
        return state;
      },
      pushState: (state, _, url) => history.pushState(state, '', toHash(url)),
      replaceState: (state, _, url) => history.replaceState(state, '', toHash(url)),
      go: (delta) => history.go(delta),
    },
    addEventListener: (type, listener) => window.addEventListener(type, listener),
    removeEventListener: (type, listener) => window.removeEventListener(type, listener),
  };
};

/** The real address of one of ours. */
export const toHref = (inner: string): string => `#${inner}`;
