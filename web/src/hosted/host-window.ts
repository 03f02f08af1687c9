import { isOurs, toInner, toOuter } from './address.ts';

/** The window as our router sees it: in its address bar are our addresses, in the real one the dashboard's. */
export type HostWindow = Readonly<{
  window: Window;
  /** The address in the dashboard of one of ours, for links. */
  toHref(inner: string): string;
}>;

/** After a click the dashboard may be elsewhere: its router writes addresses without an event. */
const MOVES = ['popstate', 'click'];

/** `base` is where the dashboard is mounted behind a proxy, empty at the root. */
export const createHostWindow = (base: string): HostWindow => {
  const listeners = new Set<() => void>();
  const outer = () => location.pathname.slice(base.length) + location.search + location.hash;
  const entry = () => `${location.href} ${JSON.stringify(history.state)}`;
  let seen = entry();

  const toHref = (inner: string) => base + toOuter(inner);
  const write = (how: 'pushState' | 'replaceState', state: unknown, inner?: string) => {
    history[how](state, '', inner === undefined ? undefined : toHref(inner));
    seen = entry();
    // The dashboard's router learns of it; ours, hearing its own, does nothing.
    const entryState: unknown = history.state;
    dispatchEvent(new PopStateEvent('popstate', { state: entryState }));
  };
  const follow = () => {
    if (seen === entry() || !isOurs(location.pathname.slice(base.length))) return;
    seen = entry();
    for (const listener of listeners) listener();
  };
  const addEventListener = (type: string, listener: () => void) => {
    if (type !== 'popstate') return globalThis.addEventListener(type, listener);
    if (listeners.size === 0) for (const event of MOVES) globalThis.addEventListener(event, follow);
    listeners.add(listener);
  };
  const removeEventListener = (type: string, listener: () => void) => {
    if (type !== 'popstate') return globalThis.removeEventListener(type, listener);
    listeners.delete(listener);
    if (listeners.size === 0) for (const event of MOVES) globalThis.removeEventListener(event, follow);
  };
  const ours: Readonly<Record<PropertyKey, unknown>> = {
    addEventListener,
    removeEventListener,
    location: createLocation(() => new URL(toInner(outer()), location.origin), toHref),
    history: {
      get state(): unknown {
        const entryState: unknown = history.state;
        return entryState;
      },
      pushState: (state: unknown, _: string, url?: string) => write('pushState', state, url),
      replaceState: (state: unknown, _: string, url?: string) => write('replaceState', state, url),
      go: (delta: number) => history.go(delta),
    },
  };
  return { window: new Proxy(window, { get: (real, key): unknown => ours[key] ?? Reflect.get(real, key) }), toHref };
};

const createLocation = (read: () => URL, toHref: (inner: string) => string) => ({
  get pathname() {
    return read().pathname;
  },
  get search() {
    return read().search;
  },
  get hash() {
    return read().hash;
  },
  get href() {
    return read().href;
  },
  origin: location.origin,
  assign: (inner: string) => location.assign(toHref(inner)),
  replace: (inner: string) => location.replace(toHref(inner)),
});
