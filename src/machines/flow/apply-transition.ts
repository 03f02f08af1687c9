import type { TransitionFrame } from './transition.ts';
import { type FlowSummary, type FlowView, inOrder, type ItemView, linksOf } from './view.ts';

/**
 * The view one transition later. The same view when it knows the transition already or the transition is another
 * flow's; null when one before it is missing: then the flow must be read again.
 */
export const applyTransition = <V extends FlowSummary>(view: V, frame: TransitionFrame): V | null => {
  if (frame.flow !== view.id || frame.version <= view.version) return view;
  return frame.version === view.version + 1 ? step(view, frame) : null;
};

/** The view of a flow that has just been recorded; null when the transition is not the first of its flow. */
export const toFirstView = (frame: TransitionFrame): FlowView | null => {
  const { flow: id, at, data, state, imported } = frame;
  if (!('definition' in data)) return null;
  const { profile, definition, plan, forkedFrom } = data;
  const unfolded = {
    id,
    profile,
    version: 0,
    definition,
    state,
    outcome: null,
    stopping: false,
    startedAt: at,
    endedAt: null,
    durationMs: 0,
    items: [],
    problems: [],
    notices: [],
    ...(forkedFrom && { forkedFrom }),
    ...(imported && { imported }),
    links: linksOf(id),
    plan,
  };
  return step(unfolded, frame);
};

const step = <V extends FlowSummary>(view: V, frame: TransitionFrame): V => {
  const { version, at, state, outcome, stopping, endedAt, notices = view.notices, plan } = frame;
  const items = withChanged(view.items, frame.items);
  return {
    ...view,
    version,
    state,
    outcome,
    stopping,
    endedAt,
    durationMs: Date.parse(endedAt ?? at) - Date.parse(view.startedAt),
    items,
    problems: items.flatMap(({ problem }) => problem ?? []),
    notices,
    ...(plan && 'plan' in view ? { plan } : {}),
  };
};

/** Items keep their place; new ones come last among those of their state. */
const withChanged = (items: readonly ItemView[], changed: readonly ItemView[]): readonly ItemView[] => {
  if (changed.length === 0) return items;
  const left = new Map(changed.map((item) => [item.id, item]));
  const kept = items.map((item) => {
    const now = left.get(item.id);
    left.delete(item.id);
    return now ?? item;
  });
  return left.size === 0 ? kept : inOrder([...kept, ...left.values()]);
};
