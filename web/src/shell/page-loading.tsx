import { useText } from '../i18n/text.tsx';
import { Spinner } from '../ui/spinner.tsx';

/** While the code of a page comes. */
export const PageLoading = () => (
  <div className="grid min-h-64 place-items-center text-text-tertiary">
    <Spinner label={useText().shell.loading} />
  </div>
);
