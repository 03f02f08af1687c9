import { Columns2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { FlowView } from '../../../../src/machines/flow/view.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';

const ChooseFlow = lazy(() => import('./choose-flow.tsx').then((m) => ({ default: m.ChooseFlow })));

/** Puts another flow beside the one that is replayed. */
export const CompareControl = ({ view }: Readonly<{ view: FlowView }>) => {
  const { lab } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon={<Columns2 aria-hidden size={14} />} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {lab.compare}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ChooseFlow view={view} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
