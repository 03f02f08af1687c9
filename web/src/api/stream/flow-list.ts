import { applyTransition, toFirstView } from '../../../../src/machines/flow/apply-transition.ts';
import type { TransitionFrame } from '../../../../src/machines/flow/transition.ts';
import type { FlowSummary } from '../../../../src/machines/flow/view.ts';

/** Which flows a list has; what is not given does not matter. `outcome: 'none'`: not yet; `q`: part of name or id. */
export type FlowFilter = Readonly<{ profile?: string; outcome?: string; state?: string; q?: string }>;

/** Newest flows first, as many as were asked for or more. `next` is null when there are no others. */
export type FlowList = Readonly<{ filter: FlowFilter; flows: readonly FlowSummary[]; next: string | null }>;

/** The list one transition later; null when that cannot be told from the transition and the list must be read again. */
export const applyToList = (list: FlowList, frame: TransitionFrame): FlowList | null => {
  const index = list.flows.findIndex(({ id }) => id === frame.flow);
  const known = list.flows[index];
  if (!known) return withUnknown(list, frame);
  const flow = applyTransition(known, frame);
  if (flow === known) return list;
  if (flow === null) return null;
  if (fits(list.filter, flow)) return { ...list, flows: list.flows.with(index, flow) };
  // An older one takes its place.
  return list.next === null ? { ...list, flows: list.flows.toSpliced(index, 1) } : null;
};

/** A flow that is not in the list: it is new, or was left out by the filter, or is older than what was asked for. */
const withUnknown = (list: FlowList, frame: TransitionFrame): FlowList | null => {
  const first = toFirstView(frame);
  if (first) {
    const { plan: _, ...summary } = first;
    return fits(list.filter, summary) ? withNew(list, summary) : list;
  }
  return isLetIn(list.filter, frame) ? null : list;
};

/** An imported flow may be older than others: then it has its place among them, or below what was asked for. */
const withNew = (list: FlowList, flow: FlowSummary): FlowList => {
  const index = list.flows.findIndex((other) => isNewer(flow, other));
  if (index === -1 && list.next !== null) return list;
  return { ...list, flows: list.flows.toSpliced(index === -1 ? list.flows.length : index, 0, flow) };
};

/** As the server sorts its list. */
const isNewer = (one: FlowSummary, other: FlowSummary): boolean =>
  one.startedAt === other.startedAt ? one.id > other.id : one.startedAt > other.startedAt;

/** As the server judges it. */
export const fits = ({ profile, q = '', ...standing }: FlowFilter, flow: FlowSummary): boolean =>
  (profile ?? flow.profile) === flow.profile &&
  [flow.profile, flow.id].some((name) => name.toLowerCase().includes(q.toLowerCase())) &&
  stands(standing, flow);

const stands = ({ outcome, state }: FlowFilter, flow: Pick<FlowSummary, 'outcome' | 'state'>): boolean =>
  (outcome ?? flow.outcome ?? 'none') === (flow.outcome ?? 'none') && (state ?? flow.state) === flow.state;

/** The transition may have made the flow fit the filter; its profile is not known here. */
const isLetIn = (filter: FlowFilter, frame: TransitionFrame): boolean =>
  (filter.outcome !== undefined || filter.state !== undefined) && stands(filter, frame) && frame.from !== frame.state;
