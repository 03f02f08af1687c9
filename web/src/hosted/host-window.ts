import type { HistoryWindow } from '../navigation/navigator.ts';
import { isOurs, toInner, toOuter } from './address.ts';

/** The window as our pages see it: in its address bar are our addresses, in the real one the dashboard's. */
export type HostWindow = Readonly<{
  window: HistoryWindow;
  /** The address in the dashboard of one of ours, for links. */
  toHref(inner: string): string;
}>;

/** After a click the dashboard may be elsewhere: its router writes addresses without an event. */
const MOVES = ['popstate', 'click'];

/** `base` is where the dashboard is mounted behind a proxy, empty at the root. */
export const createHostWindow = (base: string): HostWindow => {
  const listeners = new Set<() => void>();
  const outer = () => location.pathname.slice(base.length) + location.search + location.hash;
  const address = () => new URL(toInner(outer()), location.origin);
  const entry = () => `${location.href} ${JSON.stringify(history.state)}`;
  let seen = entry();

  const toHref = (inner: string) => base + toOuter(inner);
  const write = (how: 'pushState' | 'replaceState', state: unknown, inner: string) => {
    // The dashboard has addresses only; `?…` alone is one of ours.
    history[how](state, '', toHref(new URL(inner, address()).href.slice(location.origin.length)));
    seen = entry();
    // The dashboard's router learns of it; ours does not hear its own.
    const entryState: unknown = history.state;
    dispatchEvent(new PopStateEvent('popstate', { state: entryState }));
  };
  const follow = () => {
    if (seen === entry() || !isOurs(location.pathname.slice(base.length))) return;
    seen = entry();
    for (const listener of listeners) listener();
  };
  const ours: HistoryWindow = {
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
        const entryState: unknown = history.state;
        return entryState;
      },
      pushState: (state: unknown, _: string, url: string) => write('pushState', state, url),
      replaceState: (state: unknown, _: string, url: string) => write('replaceState', state, url),
      go: (delta) => history.go(delta),
    },
    addEventListener: (_, listener) => {
      if (listeners.size === 0) for (const event of MOVES) globalThis.addEventListener(event, follow);
      listeners.add(listener);
    },
    removeEventListener: (_, listener) => {
      listeners.delete(listener);
      if (listeners.size === 0) for (const event of MOVES) globalThis.removeEventListener(event, follow);
    },
  };
  return { window: ours, toHref };
};
