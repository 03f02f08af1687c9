import { GitCompareArrows, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { FlowView } from '../../../../src/machines/flow/view.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import type { useOther } from './use-other.ts';

const ChooseFlow = lazy(() => import('./choose-flow.tsx').then((m) => ({ default: m.ChooseFlow })));

type Props = Readonly<{ view: FlowView; other: ReturnType<typeof useOther> }>;

/** Puts another flow beside the one that is replayed, and takes it away again. */
export const CompareControl = ({ view, other }: Props) => {
  const { lab } = useText();
  const [isOpen, setOpen] = useState(false);
  const choose = (flow: string): void => {
    setOpen(false);
    other.start(flow);
  };
  return (
    <>
      <Button
        size="sm"
        icon={<GitCompareArrows aria-hidden size={14} />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {other.id === null ? lab.compare : lab.compareAnother}
      </Button>
      {other.id !== null && (
        <Button size="sm" icon={<X aria-hidden size={14} />} onClick={other.leave}>
          {lab.leaveComparison}
        </Button>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <ChooseFlow view={view} onChoose={choose} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
