import type { FlowList, FlowQuery, FlowRow } from '../../machines/ports/flow-list.ts';
import type { FlowSummary } from '../../machines/flow/view.ts';
import { compareListKeys, parseCursor, toCursor, toListKey } from './list-cursor.ts';

/** A flow list that lives as long as this process; for tests and dry runs. */
export const createMemoryFlowList = (): FlowList => {
  const rows = new Map<string, FlowRow>();
  let seen = 0;

  return {
    position: () => seen,
    put: (changed, position) => {
      for (const row of changed) rows.set(row.summary.id, row);
      seen = position;
    },
    find: (query) => {
      const found = [...rows.values()].map(({ summary }) => summary).filter((flow) => matches(flow, query));
      const sorted = found.sort((a, b) => compareListKeys(toListKey(a), toListKey(b)));
      const flows = sorted.slice(0, query.limit);
      const last = flows.at(-1);
      return { flows, next: last !== undefined && sorted.length > flows.length ? toCursor(toListKey(last)) : null };
    },
    clear: () => {
      rows.clear();
      seen = 0;
    },
    open: () => [...rows.values()].filter(({ open }) => open).map(({ summary }) => summary.id),
    close: () => {},
  };
};

const matches = (flow: FlowSummary, { profile, outcome, state, q, before }: FlowQuery): boolean =>
  (profile === undefined || flow.profile === profile) &&
  (outcome === undefined || (flow.outcome ?? 'none') === outcome) &&
  (state === undefined || flow.state === state) &&
  (q === undefined || [flow.profile, flow.id].some((name) => name.toLowerCase().includes(q.toLowerCase()))) &&
  (before === undefined || compareListKeys(toListKey(flow), parseCursor(before)) > 0);
