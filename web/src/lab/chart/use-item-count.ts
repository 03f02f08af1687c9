import { useSearchParams } from '../../navigation/use-search-params.ts';
import { withParam } from '../../shell/use-url-text.ts';

/** Whether charts count the items of a state in place of showing each; kept in the address. */
export const useItemCount = () => {
  const [params, setParams] = useSearchParams();
  const isCounting = params.get('items') === 'counted';
  const toggle = (): void => setParams(withParam('items', isCounting ? '' : 'counted'), { replace: true });
  return { isCounting, toggle };
};
