import './theme/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { ApiProvider } from './api/api-context.tsx';
import { localeOf } from './i18n/locales.ts';
import { TextProvider } from './i18n/text.tsx';
import { createRouter } from './routes.tsx';
import { SessionEnded } from './shell/session-ended.tsx';
import { ToastProvider } from './ui/toast.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element "root" to draw the page in.');

createRoot(root).render(
  <StrictMode>
    <TextProvider locale={localeOf(navigator.languages)}>
      <ApiProvider ended={<SessionEnded />}>
        <ToastProvider>
          <RouterProvider router={createRouter()} />
        </ToastProvider>
      </ApiProvider>
    </TextProvider>
  </StrictMode>,
);
