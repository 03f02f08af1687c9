import { useSearchParams } from '../../navigation/use-search-params.ts';
import { pageRoot } from '../../ui/page-root.ts';
import { axes, type Axis } from './moments.ts';
import type { Both } from './side.ts';

export const panels = ['events', 'items'] as const;
export type Panel = (typeof panels)[number];

/** What a replay is compared with and where the comparison stands, as the address has it. */
export type Comparison = Readonly<{
  /** The flow beside the page's own; null when there is none. */
  flow: string | null;
  axis: Axis;
  /** Versions looked at; null at the end. */
  at: Both<number> | null;
  panel: Panel;
  /** What the events are searched for, and whether those that are the same are left out. */
  q: string;
  isOnlyDifferences: boolean;
}>;

/** The comparison, kept in the address so that it can be shared. */
export const useComparison = () => {
  const [params, setParams] = useSearchParams();
  const set = (values: Readonly<Record<string, string | null>>, replace = true): void =>
    setParams((before) => withValues(before, values), { replace });
  const comparison: Comparison = {
    flow: params.get('cmp'),
    axis: axes.find((axis) => axis === params.get('by')) ?? 'step',
    at: toPlace(params),
    panel: panels.find((panel) => panel === params.get('panel')) ?? 'events',
    q: params.get('q') ?? '',
    isOnlyDifferences: params.get('only') === 'differences',
  };
  return {
    comparison,
    start: (flow: string) => set({ cmp: flow, 'cmp-at': null }, false),
    leave: () => {
      set({ cmp: null, 'cmp-at': null, by: null, only: null }, false);
      // The button that was pressed is gone.
      pageRoot().querySelector<HTMLElement>('h1')?.focus();
    },
    goTo: ({ one, other }: Both<number>) => set({ at: String(one), 'cmp-at': String(other) }),
    by: (axis: Axis) => set({ by: axis === 'step' ? null : axis }),
    show: (panel: Panel) => set({ panel: panel === 'events' ? null : panel }),
    search: (q: string) => set({ q: q === '' ? null : q }),
    showOnlyDifferences: (only: boolean) => set({ only: only ? 'differences' : null }),
  };
};

const toPlace = (params: URLSearchParams): Both<number> | null => {
  const one = Number(params.get('at') ?? Number.NaN);
  if (!Number.isInteger(one) || one < 1) return null;
  return { one, other: Number(params.get('cmp-at') ?? Number.NaN) };
};

const withValues = (params: URLSearchParams, values: Readonly<Record<string, string | null>>): URLSearchParams => {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  return params;
};
