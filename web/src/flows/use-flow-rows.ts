import { useMemo, useState } from 'react';
import type { FlowSummary } from '../../../src/machines/flow/view.ts';
import { type FlowFilter, fits } from '../api/stream/flow-list.ts';
import { useFlows } from '../api/stream/use-flows.ts';
import type { UrlText } from '../shell/use-url-text.ts';
import { arrange } from './arrange.ts';
import type { OutcomeFilter } from './outcome-filter.ts';
import { isUnderWay } from './standing.ts';

/** More under way at once would not be looked at one by one. */
const MOST_OPEN = 1000;

/** The rows to show, live; what is typed narrows those that are here at once, the server's answer brings the others. */
export const useFlowRows = (outcome: OutcomeFilter, { typed, settled }: Pick<UrlText, 'typed' | 'settled'>) => {
  const found = settled === '' ? {} : { q: settled };
  const ended = outcome === 'all' ? {} : { outcome };
  const list = useFlows({ ...found, ...ended });
  const open = useFlows({ ...found, outcome: 'none' }, MOST_OPEN);
  const [flows, openFlows] = [list.data?.flows ?? none, open.data?.flows ?? none];
  const onTop = useOnTop(outcome, openFlows);
  const rows = useMemo(() => {
    const filter: FlowFilter = { q: typed, ...(outcome !== 'all' && { outcome }) };
    const isShown = (flow: FlowSummary) => fits(filter, flow) && (outcome !== 'none' || isUnderWay(flow));
    return arrange({ flows, open: openFlows, onTop }).filter(isShown);
  }, [flows, openFlows, onTop, typed, outcome]);
  return {
    rows,
    error: list.error ?? open.error,
    refetch: () => void Promise.all([list.refetch(), open.refetch()]),
    /** Other rows than these are on their way. */
    isPending: list.isPending || list.isPlaceholderData || open.isPending || typed !== settled,
    hasMore: list.hasMore,
    showMore: list.showMore,
  };
};

const none: readonly FlowSummary[] = [];

/** Flows that were under way at some time while this list is shown. */
const useOnTop = (list: string, open: readonly FlowSummary[]): ReadonlySet<string> => {
  const [seen, setSeen] = useState({ list, ids: new Set<string>() });
  const known = seen.list === list ? seen.ids : new Set<string>();
  const fresh = open.filter((flow) => isUnderWay(flow) && !known.has(flow.id));
  if (fresh.length > 0) setSeen({ list, ids: new Set([...known, ...fresh.map(({ id }) => id)]) });
  return seen.ids;
};
