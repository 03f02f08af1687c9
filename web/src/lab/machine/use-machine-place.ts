import { useSearchParams } from '../../navigation/use-search-params.ts';
import { withParam } from '../../shell/use-url-text.ts';
import { type Order, orders } from './sort-ways.ts';

/** What of the machine is shown, kept in the address so that it can be shared. */
export const useMachinePlace = () => {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string): void => setParams(withParam(name, value), { replace: true });
  return {
    hasCoverage: params.get('coverage') === 'on',
    order: orders.find((order) => order === params.get('order')) ?? 'most',
    /** None: the one new flows get. */
    definition: params.get('definition') ?? undefined,
    showCoverage: (isOn: boolean) => set('coverage', isOn ? 'on' : ''),
    sort: (order: Order) => set('order', order === 'most' ? '' : order),
    choose: (definition: string) => set('definition', definition),
  };
};
