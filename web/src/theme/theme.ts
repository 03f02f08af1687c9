import { useSyncExternalStore } from 'react';

/** What the user can choose; `system` follows the operating system. */
export const themes = ['system', 'dark', 'light'] as const;
export type Theme = (typeof themes)[number];

/** Also read by `first-paint.js`, before anything else runs. */
const KEY = 'profile-builder.theme';

/** The chosen theme; every place that shows it follows a change, in other tabs too. */
export const useTheme = (): readonly [Theme, (theme: Theme) => void] => [
  useSyncExternalStore(subscribe, readTheme),
  setTheme,
];

const readTheme = (): Theme => toTheme(document.documentElement.dataset['theme']);

const toTheme = (text: string | undefined | null): Theme => themes.find((theme) => theme === text) ?? 'system';

const changes = new EventTarget();

const setTheme = (theme: Theme): void => {
  show(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage can be forbidden: the choice then lasts until the page is loaded again.
  }
};

const show = (theme: Theme): void => {
  document.documentElement.dataset['theme'] = theme;
  changes.dispatchEvent(new Event('change'));
};

const subscribe = (listener: () => void): (() => void) => {
  const follow = (event: StorageEvent) => {
    if (event.key === KEY) show(toTheme(event.newValue));
  };
  changes.addEventListener('change', listener);
  window.addEventListener('storage', follow);
  return () => {
    changes.removeEventListener('change', listener);
    window.removeEventListener('storage', follow);
  };
};
