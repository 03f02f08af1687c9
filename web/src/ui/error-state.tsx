import { CircleAlert } from 'lucide-react';
import { ApiProblem, Unreachable } from '../api/api-problem.ts';
import type { Text } from '../i18n/en.ts';
import { useText } from '../i18n/text.tsx';
import { Button } from './button.tsx';

/** What went wrong in words: what was attempted, why it failed, what helps. */
export const ErrorState = ({ error, onRetry }: Readonly<{ error: unknown; onRetry?: () => void }>) => {
  const { ui } = useText();
  const { what, why, next, reference } = toTrouble(error, ui);
  return (
    <div role="alert" className="flex gap-4 rounded-xl border border-destructive-line bg-destructive-soft p-5">
      <CircleAlert aria-hidden size={20} className="mt-0.5 shrink-0 text-destructive" />
      <div className="flex min-w-0 flex-col items-start gap-2">
        <p className="font-medium">{what}</p>
        {why && <p className="text-text-secondary">{why}</p>}
        {next && <p className="text-text-secondary">{next}</p>}
        {reference && <p className="font-mono text-xs text-text-tertiary">{reference}</p>}
        {onRetry && (
          <Button size="sm" onClick={onRetry} className="mt-2">
            {ui.retry}
          </Button>
        )}
      </div>
    </div>
  );
};

type Trouble = Readonly<{ what: string; why?: string; next?: string; reference?: string }>;

const toTrouble = (error: unknown, ui: Text['ui']): Trouble => {
  if (error instanceof Unreachable) return ui.unreachable;
  if (error instanceof ApiProblem) {
    const { title, code, requestId } = error.problem;
    const reference = requestId === undefined ? code : `${code} · ${ui.request(requestId)}`;
    return { what: `${title}.`, why: error.message, reference };
  }
  // What the browser throws when the file of a lazy page is gone.
  if (error instanceof TypeError && /dynamically imported|importing a module/i.test(error.message)) return ui.outdated;
  return { ...ui.unexpected, reference: String(error) };
};
