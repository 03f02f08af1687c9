import { createBrowserRouter, redirect, type RouteObject } from 'react-router';
import { ConnectionBadge } from './shell/connection-badge.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { PageError } from './shell/page-error.tsx';
import { PageLoading } from './shell/page-loading.tsx';
import { Shell } from './shell/shell.tsx';

/** Every page by its address; each is loaded when first opened. */
export const pages: RouteObject[] = [
  {
    errorElement: <PageError />,
    children: [
      { path: '/', loader: () => redirect('/profiles'), element: null },
      {
        path: '/profiles',
        lazy: () => import('./profiles/profiles-page.tsx').then((m) => ({ Component: m.ProfilesPage })),
      },
      {
        path: '/profiles/new',
        lazy: () => import('./builder/builder-page.tsx').then((m) => ({ Component: m.BuilderPage })),
      },
      {
        path: '/flows',
        lazy: () => import('./flows/flows-page.tsx').then((m) => ({ Component: m.FlowsPage })),
      },
      {
        path: '/flows/:id',
        lazy: () => import('./flow/flow-page.tsx').then((m) => ({ Component: m.FlowPage })),
      },
      {
        path: '/flows/:id/replay',
        lazy: () => import('./lab/replay-page.tsx').then((m) => ({ Component: m.ReplayPage })),
      },
      {
        path: '/machine',
        lazy: () => import('./lab/machine-page.tsx').then((m) => ({ Component: m.MachinePage })),
      },
      {
        path: '/settings',
        lazy: () => import('./settings/settings-page.tsx').then((m) => ({ Component: m.SettingsPage })),
      },
      { path: '*', Component: NotFoundPage },
    ],
  },
];

/** The pages in a window of their own. */
const routes: RouteObject[] = [
  { element: <Shell connection={<ConnectionBadge />} />, HydrateFallback: PageLoading, children: pages },
];

export const createRouter = () => createBrowserRouter(routes);
