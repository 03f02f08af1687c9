import { canonical } from './canonical.ts';
import type { FlowEvent } from './events.ts';
import type { Flow } from './fold.ts';
import { type FlowView, type ItemView, toFlowSummary } from './view.ts';

/** A flow with the events that made it, first to last. */
export type Told = Readonly<{ flow: Flow; events: readonly FlowEvent[] }>;

/** The same thing of two flows; null where one has none. */
type Pair<T> = Readonly<{ before: T; after: T }>;

/** What of an event is compared: what happened to what, not when, where or under which pid. */
export type Gist = Readonly<{ type: FlowEvent['type']; item: string | null; attempt: number | null }>;

/** How a flow differs from another. Times, paths, digests, pids and names of profiles are not compared. */
export type FlowDiff = Readonly<{
  state: Pair<FlowView['state']>;
  outcome: Pair<FlowView['outcome']>;
  /** Items that ended otherwise, at another attempt, with another problem, or that only one of the flows has. */
  items: readonly Readonly<{ id: string } & Pair<ItemView | null>>[];
  /** The first version at which something else happened; null when all that happened is the same. */
  first: Readonly<{ version: number } & Pair<Gist | null>> | null;
}>;

/** Compares two flows, of whatever definition. */
export const compareFlows = (one: Told, other: Told): FlowDiff => {
  const [before, after] = [toFlowSummary(one.flow), toFlowSummary(other.flow)];
  return {
    state: { before: before.state, after: after.state },
    outcome: { before: before.outcome, after: after.outcome },
    items: compareItems(before.items, after.items),
    first: findFirst(one.events, other.events),
  };
};

const compareItems = (before: readonly ItemView[], after: readonly ItemView[]): FlowDiff['items'] => {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  const find = (items: readonly ItemView[], id: string) => items.find((item) => item.id === id) ?? null;
  return [...ids]
    .map((id) => ({ id, before: find(before, id), after: find(after, id) }))
    .filter((pair) => canonical(endOf(pair.before)) !== canonical(endOf(pair.after)));
};

const endOf = (item: ItemView | null) => item && [item.name, item.state, item.attempt, item.problem];

const findFirst = (before: readonly FlowEvent[], after: readonly FlowEvent[]): FlowDiff['first'] => {
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const [one, other] = [before[index], after[index]];
    if (one && other && canonical(contentOf(one)) === canonical(contentOf(other))) continue;
    return { version: index + 1, before: one ? toGist(one) : null, after: other ? toGist(other) : null };
  }
  return null;
};

const COMPARED = new Set(['item', 'attempt', 'problem', 'outcome', 'edit']);

/** What of an event is compared, by name; of a plan, its parts. */
export const contentOf = ({ type, data }: Pick<FlowEvent, 'type' | 'data'>): Readonly<Record<string, unknown>> => {
  const { name: _, ...plan } = 'plan' in data ? data.plan : { name: '' };
  return { type, ...Object.fromEntries(Object.entries(data).filter(([key]) => COMPARED.has(key))), ...plan };
};

const toGist = ({ type, data }: FlowEvent): Gist => ({
  type,
  item: 'item' in data ? (data.item ?? null) : null,
  attempt: 'attempt' in data ? data.attempt : null,
});
