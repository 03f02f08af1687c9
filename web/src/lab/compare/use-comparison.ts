import { useSearchParams } from '../../navigation/use-search-params.ts';
import { axes, type Axis } from './moments.ts';
import type { Both } from './side.ts';

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
  const set = (values: Readonly<Record<string, string | null>>): void =>
    setParams((now) => withValues(now, values), { replace: true });
  const comparison: Comparison = {
    axis: axes.find((axis) => axis === params.get('by')) ?? 'step',
    at: toPlace(params),
    panel: panels.find((panel) => panel === params.get('panel')) ?? 'events',
    q: params.get('q') ?? '',
    isOnlyDifferences: params.get('only') === 'differences',
  };
  return {
    comparison,
    goTo: ({ one, other }: Both<number>) => set({ at: String(one), 'cmp-at': String(other) }),
    by: (axis: Axis) => set({ by: axis === 'step' ? null : axis }),
    show: (panel: Panel) => set({ panel: panel === 'events' ? null : panel }),
    search: (q: string) => set({ q: q === '' ? null : q }),
    showOnlyDifferences: (isOnly: boolean) => set({ only: isOnly ? 'differences' : null }),
  };
};

const toPlace = (params: URLSearchParams): Both<number> | null => {
  const one = Number(params.get('at') ?? Number.NaN);
  if (!Number.isInteger(one) || one < 1) return null;
  return { one, other: Number(params.get('cmp-at') ?? Number.NaN) };
};

const withValues = (now: URLSearchParams, values: Readonly<Record<string, string | null>>): URLSearchParams => {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) now.delete(name);
    else now.set(name, value);
  }
  return now;
};
