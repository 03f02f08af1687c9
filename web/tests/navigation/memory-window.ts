import type { HistoryWindow } from '../../src/navigation/navigator.ts';

type Entry = Readonly<{ state: unknown; url: URL }>;

/** A history in memory; as in a browser, going through it is told later. */
export const createMemoryWindow = (...addresses: readonly string[]) => {
  const listeners = new Set<() => void>();
  const entries: Entry[] = addresses.map((address) => ({ state: null, url: new URL(address, 'http://localhost') }));
  let at = entries.length - 1;
  const entry = (): Entry => {
    const found = entries[at];
    if (!found) throw new Error(`There is no entry ${at}.`);
    return found;
  };
  const put = (index: number, state: unknown, address: string): void => {
    const url = new URL(address, entry().url);
    at = index;
    entries.splice(at, entries.length, { state, url });
  };
  const window: HistoryWindow = {
    location: {
      get pathname() {
        return entry().url.pathname;
      },
      get search() {
        return entry().url.search;
      },
    },
    history: {
      get state() {
        return entry().state;
      },
      pushState: (state, _, address) => put(at + 1, state, address),
      replaceState: (state, _, address) => put(at, state, address),
      go: (delta) => {
        queueMicrotask(() => {
          at += delta;
          for (const listener of listeners) listener();
        });
      },
    },
    addEventListener: (_, listener) => listeners.add(listener),
    removeEventListener: (_, listener) => listeners.delete(listener),
  };
  const told = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { window, address: () => entry().url.pathname + entry().url.search, told, listeners };
};
