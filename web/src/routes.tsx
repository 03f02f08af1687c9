import { type ComponentType, lazy, Suspense } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { PageError } from './shell/page-error.tsx';
import { PageLoading } from './shell/page-loading.tsx';

/** Every page by its address; each is loaded when first opened. */
const pages: Readonly<Record<string, ComponentType>> = {
  '/profiles': lazy(() => import('./profiles/profiles-page.tsx').then((m) => ({ default: m.ProfilesPage }))),
  '/profiles/new': lazy(() => import('./builder/builder-page.tsx').then((m) => ({ default: m.BuilderPage }))),
  '/flows': lazy(() => import('./flows/flows-page.tsx').then((m) => ({ default: m.FlowsPage }))),
  '/flows/:id': lazy(() => import('./flow/flow-page.tsx').then((m) => ({ default: m.FlowPage }))),
  '/flows/:id/replay': lazy(() => import('./lab/replay-page.tsx').then((m) => ({ default: m.ReplayPage }))),
  '/machine': lazy(() => import('./lab/machine/machine-page.tsx').then((m) => ({ default: m.MachinePage }))),
  '/settings': lazy(() => import('./settings/settings-page.tsx').then((m) => ({ default: m.SettingsPage }))),
};

/** The page of the address, in a window of ours or of Hermes' dashboard. */
export const Pages = () => {
  const [path] = useLocation();
  return (
    <ErrorBoundary FallbackComponent={PageError} resetKeys={[path]}>
      <Suspense fallback={<PageLoading />}>
        <Switch>
          <Route path="/">
            <Redirect to="/profiles" replace />
            <PageLoading />
          </Route>
          {Object.entries(pages).map(([address, component]) => (
            <Route key={address} path={address} component={component} />
          ))}
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
};
