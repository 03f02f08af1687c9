import { GitCompareArrows, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { FlowView } from '../../../../src/machines/flow/view.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import type { useComparison } from './use-comparison.ts';

const ChooseFlow = lazy(() => import('./choose-flow.tsx').then((m) => ({ default: m.ChooseFlow })));

type Props = Readonly<{ view: FlowView; nav: ReturnType<typeof useComparison> }>;

/** Puts another flow beside the one that is replayed, and takes it away again. */
export const CompareControl = ({ view, nav: { comparison, start, leave } }: Props) => {
  const { lab } = useText();
  const [isOpen, setOpen] = useState(false);
  const choose = (flow: string): void => {
    setOpen(false);
    start(flow);
  };
  return (
    <>
      <Button
        size="sm"
        icon={<GitCompareArrows aria-hidden size={16} />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {comparison.flow === null ? lab.compare : lab.compareAnother}
      </Button>
      {comparison.flow !== null && (
        <Button size="sm" icon={<X aria-hidden size={16} />} onClick={leave}>
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
