import { useSearchParams } from '../../navigation/use-search-params.ts';
import { pageRoot } from '../../ui/page-root.ts';
import { withValues } from './with-values.ts';

/** The flow that the page's own is compared with, as the address has it; null when there is none. */
export const useOther = () => {
  const [params, setParams] = useSearchParams();
  return {
    id: params.get('cmp'),
    start: (flow: string) => setParams(withValues({ cmp: flow, 'cmp-at': null })),
    leave: () => {
      setParams(withValues({ cmp: null, 'cmp-at': null, by: null, only: null }));
      // The button that was pressed is gone.
      pageRoot().querySelector<HTMLElement>('h1')?.focus();
    },
  };
};
