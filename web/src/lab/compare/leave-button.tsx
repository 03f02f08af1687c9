import { X } from 'lucide-react';
import { useSearchParams } from '../../navigation/use-search-params.ts';
import { Button } from '../../ui/button.tsx';
import { pageRoot } from '../../ui/page-root.ts';
import { useCompareText } from './use-compare-text.ts';

/** Takes the other flow away again. */
export const LeaveButton = () => {
  const [, setParams] = useSearchParams();
  const leave = (): void => {
    setParams((now) => {
      for (const name of ['cmp', 'cmp-at', 'by', 'only']) now.delete(name);
      return now;
    });
    // This button is gone then.
    pageRoot().querySelector<HTMLElement>('h1')?.focus();
  };
  return (
    <Button size="sm" icon={<X aria-hidden size={14} />} onClick={leave}>
      {useCompareText().leave}
    </Button>
  );
};
