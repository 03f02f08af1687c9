/** An address of a page, and how one came there. */
export type Place = Readonly<{ path: string; search: string; cause: 'push' | 'replace' | 'pop' }>;

/** What of a window addresses are kept in; inside a dashboard it is not the real one. */
export type HistoryWindow = Readonly<{
  location: Readonly<{ pathname: string; search: string }>;
  history: Readonly<{
    state: unknown;
    pushState(state: unknown, unused: string, url: string): void;
    replaceState(state: unknown, unused: string, url: string): void;
    go(delta: number): void;
  }>;
  addEventListener(type: 'popstate', listener: () => void): void;
  removeEventListener(type: 'popstate', listener: () => void): void;
}>;

/** Another page is asked for; `proceed` goes there without a question. */
export type Move = Readonly<{ from: string; to: string; proceed: () => void }>;

/** Asked before one goes anywhere: true stays. */
export type Blocker = (move: Move) => boolean;

export type GoOptions = Readonly<{ replace?: boolean | undefined }>;

/** The way from page to page, over the history of a window. */
export type Navigator = Readonly<{
  /** Where the address bar is now. */
  place(): Place;
  /** To a path of ours, or `?…` of the same one. */
  go(to: string, options?: GoOptions): void;
  subscribe(listener: () => void): () => void;
  block(blocker: Blocker): () => void;
  close(): void;
}>;

export const createNavigator = (window: HistoryWindow): Navigator => {
  const { location, history } = window;
  const listeners = new Set<() => void>();
  let blocker: Blocker | null = null;
  const read = (cause: Place['cause']): Place => ({ path: location.pathname, search: location.search, cause });
  let [place, index] = [read('pop'), indexOf(history.state)];

  const arrive = (cause: Place['cause']): void => {
    [place, index] = [read(cause), indexOf(history.state)];
    for (const listener of listeners) listener();
  };
  const isKept = (to: string, proceed: () => void): boolean => blocker?.({ from: place.path, to, proceed }) ?? false;
  const write = (to: string, way: 'push' | 'replace'): void => {
    history[`${way}State`]({ idx: way === 'push' ? index + 1 : index }, '', to);
    arrive(way);
  };

  // The browser has gone back or forward already when it tells: who is to stay is brought back first.
  let expected: 'return' | 'leave' | null = null;
  const travel = (delta: number, as: 'return' | 'leave'): void => {
    expected = as;
    history.go(delta);
  };
  const pop = (): void => {
    const was = expected;
    expected = null;
    if (was === 'return') return;
    const delta = indexOf(history.state) - index;
    const leave = (): void => travel(delta, 'leave');
    if (was === null && delta !== 0 && isKept(location.pathname, leave)) travel(-delta, 'return');
    else arrive('pop');
  };
  window.addEventListener('popstate', pop);

  return {
    place: () => place,
    go: (to, { replace = false } = {}) => {
      const isHere = to === place.path + place.search || to === (place.search || '?');
      // As a link of a document does: Back should lead somewhere else.
      const proceed = (): void => write(to, replace || isHere ? 'replace' : 'push');
      if (!isKept(pathOf(to) || place.path, proceed)) proceed();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    block: (asked) => {
      blocker = asked;
      return () => {
        if (blocker === asked) blocker = null;
      };
    },
    close: () => window.removeEventListener('popstate', pop),
  };
};

const pathOf = (address: string): string => address.split(/[?#]/, 1)[0] ?? '';

/** How far from the first page of ours an entry of the history is. Entries of others have none. */
const indexOf = (state: unknown): number =>
  typeof state === 'object' && state !== null && 'idx' in state && typeof state.idx === 'number' ? state.idx : 0;
