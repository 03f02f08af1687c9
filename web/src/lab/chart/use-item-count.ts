import { useSearchParams } from '../../navigation/use-search-params.ts';

/** Whether charts count the items of a state in place of showing each; kept in the address. */
export const useItemCount = () => {
  const [params, setParams] = useSearchParams();
  const isCounting = params.get('items') === 'counted';
  const toggle = (): void =>
    setParams(
      (before) => {
        if (isCounting) before.delete('items');
        else before.set('items', 'counted');
        return before;
      },
      { replace: true },
    );
  return { isCounting, toggle };
};
