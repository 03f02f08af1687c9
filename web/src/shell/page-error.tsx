import type { FallbackProps } from 'react-error-boundary';
import { ErrorState } from '../ui/error-state.tsx';

/** In place of a page that could not be loaded or drawn; the rest of the window stays. */
export const PageError = ({ error }: FallbackProps) => (
  <div className="mx-auto w-full max-w-3xl px-4 py-8 sm:px-6">
    <ErrorState error={error} onRetry={() => window.location.reload()} />
  </div>
);
