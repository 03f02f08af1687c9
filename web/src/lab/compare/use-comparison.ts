import { useSearchParams } from '../../navigation/use-search-params.ts';
import { axes, type Axis } from './moments.ts';
import type { Both } from './side.ts';
import { withValues } from './with-values.ts';

export const panels = ['events', 'items'] as const;
export type Panel = (typeof panels)[number];

/** Where the comparison of two flows stands, as the address has it. */
export type Comparison = Readonly<{
  axis: Axis;
  /** Versions looked at; null at the end. */
  at: Both<number> | null;
  panel: Panel;
  /** What the events are searched for, and whether those that are the same are left out. */
  q: string;
  isOnlyDifferences: boolean;
}>;

/** The place in a comparison, kept in the address so that it can be shared. */
export const useComparison = () => {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string | null): void => setParams(withValues({ [name]: value }), { replace: true });
  const comparison: Comparison = {
    axis: axes.find((axis) => axis === params.get('by')) ?? 'step',
    at: toPlace(params),
    panel: panels.find((panel) => panel === params.get('panel')) ?? 'events',
    q: params.get('q') ?? '',
    isOnlyDifferences: params.get('only') === 'differences',
  };
  return {
    comparison,
    goTo: ({ one, other }: Both<number>) =>
      setParams(withValues({ at: String(one), 'cmp-at': String(other) }), { replace: true }),
    by: (axis: Axis) => set('by', axis === 'step' ? null : axis),
    show: (panel: Panel) => set('panel', panel === 'events' ? null : panel),
    search: (q: string) => set('q', q === '' ? null : q),
    showOnlyDifferences: (isOnly: boolean) => set('only', isOnly ? 'differences' : null),
  };
};

const toPlace = (params: URLSearchParams): Both<number> | null => {
  const one = Number(params.get('at') ?? Number.NaN);
  if (!Number.isInteger(one) || one < 1) return null;
  return { one, other: Number(params.get('cmp-at') ?? Number.NaN) };
};
