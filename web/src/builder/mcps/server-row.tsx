import { Trash2 } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useText } from '../../i18n/text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { McpDraft } from '../draft.ts';
import { fieldOf } from '../validity/mcps.ts';
import { RowFindings } from './row-findings.tsx';
import { ServerForm } from './server-form.tsx';
import { ServerSummary } from './server-summary.tsx';
import { TestButton } from './test-button.tsx';
import { TestResult } from './test-result.tsx';
import { useFieldErrors } from './use-field-errors.ts';
import { useServerTest } from './use-server-test.ts';

type Props = Readonly<{ server: McpDraft; isFresh: boolean; onRemove: () => void }>;

/** A server of the draft: what it is in a line, its form behind that, and how to try it out. */
export const ServerRow = ({ server, isFresh, onRemove }: Props) => {
  const { list } = useText().builderMcps;
  const details = useRef<HTMLDetailsElement>(null);
  const [isTried, setTried] = useState(false);
  const errors = useFieldErrors(server, isTried);
  const test = useServerTest(server);
  useFreshFocus(details, isFresh);
  // What is told must be seen, and can be focused only where it is shown.
  useLayoutEffect(() => {
    if (errors.isTold && details.current) details.current.open = true;
  });
  /** Tells what is wrong, at its field; answers whether nothing is. */
  const check = () => {
    if (!errors.isWrong) return true;
    flushSync(() => setTried(true));
    details.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    return false;
  };
  const finish = () => {
    if (!check() || !details.current) return;
    details.current.open = false;
    details.current.querySelector('summary')?.focus();
  };
  return (
    <div className="relative min-w-0 overflow-hidden rounded-xl border border-border bg-card">
      <details ref={details} open={isFresh || undefined} data-field={fieldOf(server.key)} className="group">
        <ServerSummary server={server} />
        <ServerForm server={server} errors={errors} onDone={finish} />
      </details>
      <RowFindings server={server} test={test} />
      <TestResult test={test} server={server} />
      <div className="flex items-center justify-end gap-1 border-t border-border px-3 py-2 sm:absolute sm:top-3 sm:right-3 sm:border-0 sm:p-0">
        <TestButton test={test} server={server} check={check} />
        <IconButton
          size="sm"
          label={list.remove(server.name.trim() || list.unnamed)}
          onClick={onRemove}
          icon={<Trash2 aria-hidden size={16} />}
        />
      </div>
    </div>
  );
};

const useFreshFocus = (details: Readonly<{ current: HTMLDetailsElement | null }>, isFresh: boolean) =>
  useEffect(() => {
    if (!isFresh) return;
    const first = details.current?.querySelector<HTMLElement>('input');
    first?.focus({ preventScroll: true });
    details.current?.scrollIntoView({ block: 'center' });
  }, [details, isFresh]);
