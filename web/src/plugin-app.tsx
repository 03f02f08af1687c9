import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProvider } from './api/api-context.tsx';
import type { Way } from './api/way.ts';
import { createHostWindow, type HostWindow } from './hosted/host-window.ts';
import { followHostTheme } from './hosted/host-theme.ts';
import { HostedFrame } from './hosted/hosted-frame.tsx';
import { HostedSessionEnded } from './hosted/hosted-session-ended.tsx';
import { createHostedWay } from './hosted/hosted-way.ts';
import { createShadowSheet } from './hosted/shadow-sheet.ts';
import { localeOf } from './i18n/locales.ts';
import { TextProvider } from './i18n/text.tsx';
import { NavigationProvider } from './navigation/navigation.tsx';
import { createNavigator } from './navigation/navigator.ts';
import { Pages } from './routes.tsx';
import css from './theme/theme.css?inline';
import { ToastProvider } from './ui/toast.tsx';

/** What Hermes' dashboard lends to a page inside of it. */
export type Host = Readonly<{
  locale: string;
  /** Where the dashboard is mounted behind a proxy; empty at the root. */
  base: string;
  /** Asks the dashboard's server as its own pages do. */
  fetch: Way['fetch'];
}>;

/** Draws our pages in a shadow root of an element of the dashboard, the one its address asks for; gives what takes them away. */
export const mount = (place: HTMLElement, { locale, base, fetch }: Host): (() => void) => {
  const shadow = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [createShadowSheet(css)];
  const host = createHostWindow(base);
  const navigator = createNavigator(host.window);
  const root = createRoot(shadow);
  root.render(
    <StrictMode>
      <TextProvider locale={localeOf([locale])}>
        <ApiProvider way={createHostedWay(fetch)} ended={<HostedSessionEnded />}>
          <ToastProvider>
            <NavigationProvider navigator={navigator}>
              <HostedFrame>
                <Pages />
              </HostedFrame>
            </NavigationProvider>
          </ToastProvider>
        </ApiProvider>
      </TextProvider>
    </StrictMode>,
  );
  const stops = [followHostTheme(place), keepHrefs(shadow, host), navigator.close];
  return () => {
    root.unmount();
    for (const stop of stops) stop();
  };
};

/** A link that is opened in another tab or copied goes by its attribute, which holds an address of ours. */
const keepHrefs = (shadow: ShadowRoot, { toHref }: HostWindow): (() => void) => {
  const mend = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="/"]') : null;
    const href = link?.getAttribute('href') ?? '';
    if (link && link.dataset['href'] !== href) {
      link.dataset['href'] = toHref(href);
      link.setAttribute('href', toHref(href));
    }
  };
  const stop = new AbortController();
  for (const type of ['pointerover', 'focusin']) shadow.addEventListener(type, mend, { signal: stop.signal });
  return () => stop.abort();
};
