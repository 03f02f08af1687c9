import type { FlowSummaryWire, ItemWire, TransitionWire } from '../wire.ts';

/** What is known of a flow while its stream is read: enough for a progress view. */
export type LiveFlow = Pick<
  FlowSummaryWire,
  'id' | 'profile' | 'version' | 'state' | 'outcome' | 'startedAt' | 'endedAt' | 'items'
>;

/** The flow one transition later: the changed items replaced in place, new ones appended. */
export const withTransition = (flow: LiveFlow, { version, state, outcome, at, items }: TransitionWire): LiveFlow => {
  const changed = new Map(items.map((item) => [item.id, item]));
  const kept = flow.items.map((item) => changed.get(item.id) ?? item);
  const known = new Set(flow.items.map(({ id }) => id));
  const added = items.filter(({ id }) => !known.has(id));
  return { ...flow, version, state, outcome, endedAt: outcome === null ? null : at, items: [...kept, ...added] };
};

/** A flow of which nothing has been heard yet. */
export const toUnseen = (id: string, profile: string): LiveFlow => ({
  id,
  profile,
  version: 0,
  state: 'identity',
  outcome: null,
  startedAt: '',
  endedAt: null,
  items: [],
});

/** How long an item took, or takes by `now`; null before it started. */
export const elapsedMs = (
  { startedAt, endedAt }: Pick<ItemWire, 'startedAt' | 'endedAt'>,
  now: number,
): number | null => {
  if (!startedAt) return null;
  return Math.max(0, (endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt));
};
