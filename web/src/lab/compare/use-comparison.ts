import { useUrlText } from '../../shell/use-url-text.ts';
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
  const [one, other] = [useUrlText('at'), useUrlText('cmp-at')];
  const [by, panel, search, only] = [useUrlText('by'), useUrlText('panel'), useUrlText('q'), useUrlText('only')];
  const comparison: Comparison = {
    axis: axes.find((axis) => axis === by.typed) ?? 'step',
    at: toPlace(one.typed, other.typed),
    panel: panels.find((name) => name === panel.typed) ?? 'events',
    q: search.typed,
    isOnlyDifferences: only.typed === 'differences',
  };
  return {
    comparison,
    goTo: (to: Both<number>) => {
      one.type(String(to.one));
      other.type(String(to.other));
    },
    by: (axis: Axis) => by.type(axis === 'step' ? '' : axis),
    show: (name: Panel) => panel.type(name === 'events' ? '' : name),
    search: search.type,
    showOnlyDifferences: (isOnly: boolean) => only.type(isOnly ? 'differences' : ''),
  };
};

const toPlace = (one: string, other: string): Both<number> | null => {
  const version = Number(one || Number.NaN);
  if (!Number.isInteger(version) || version < 1) return null;
  return { one: version, other: Number(other || Number.NaN) };
};
