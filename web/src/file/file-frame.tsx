import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FlowFile } from '../../../src/machines/flow/flow-file.ts';
import { useText } from '../i18n/text.tsx';
import { useFocusOnNavigation } from '../shell/use-focus-on-navigation.ts';
import { CheckBadge, useCheck } from './file-check.tsx';
import { useFileText } from './use-file-text.ts';

type Props = Pick<FlowFile, 'records'> & Readonly<{ children: ReactNode }>;

/** The window around a flow in a file: what it is, and whether it is as it was recorded. */
export const FileFrame = ({ records, children }: Props) => {
  const text = useFileText();
  const { shell } = useText();
  const main = useFocusOnNavigation<HTMLElement>();
  const check = useCheck(records);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 border-b border-border px-4 py-2 sm:px-6">
        <span className="font-semibold whitespace-nowrap">{shell.product}</span>
        <span className="text-sm text-text-secondary">{text.about}</span>
        <span className="ml-auto">
          <CheckBadge check={check} />
        </span>
      </header>
      {check && 'difference' in check && <Damage>{text.differs(check.difference)}</Damage>}
      <main ref={main} tabIndex={-1} className="flex flex-1 flex-col">
        {children}
      </main>
    </div>
  );
};

const Damage = ({ children }: Readonly<{ children: ReactNode }>) => (
  <p
    role="alert"
    className="flex gap-3 border-b border-destructive-line bg-destructive-soft px-4 py-3 text-sm wrap-anywhere text-destructive sm:px-6"
  >
    <TriangleAlert aria-hidden size={18} className="mt-0.5 shrink-0" />
    <span>{children}</span>
  </p>
);
