import './theme/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProvider } from './api/api-context.tsx';
import { localeOf } from './i18n/locales.ts';
import { TextProvider } from './i18n/text.tsx';
import { NavigationProvider } from './navigation/navigation.tsx';
import { createNavigator } from './navigation/navigator.ts';
import { Pages } from './routes.tsx';
import { ConnectionBadge } from './shell/connection-badge.tsx';
import { Shell } from './shell/shell.tsx';
import { SessionEnded } from './shell/session-ended.tsx';
import { ToastProvider } from './ui/toast.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element "root" to draw the page in.');

const navigator = createNavigator(window);

createRoot(root).render(
  <StrictMode>
    <TextProvider locale={localeOf(window.navigator.languages)}>
      <ApiProvider ended={<SessionEnded />}>
        <ToastProvider>
          <NavigationProvider navigator={navigator}>
            <Shell connection={<ConnectionBadge />}>
              <Pages />
            </Shell>
          </NavigationProvider>
        </ToastProvider>
      </ApiProvider>
    </TextProvider>
  </StrictMode>,
);
