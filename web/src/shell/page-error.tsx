import { useRouteError } from 'react-router';
import { ErrorState } from '../ui/error-state.tsx';

/** In place of a page that could not be loaded or drawn; the rest of the window stays. */
export const PageError = () => (
  <div className="mx-auto w-full max-w-3xl px-4 py-8 sm:px-6">
    <ErrorState error={useRouteError()} onRetry={() => window.location.reload()} />
  </div>
);
