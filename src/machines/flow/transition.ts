import type { EventData, EventType, FlowEvent } from './events.ts';
import type { Flow } from './fold.ts';
import { isAtRest } from './rest.ts';
import { type FlowState, type FlowView, type ItemView, toFlowState, toItemView } from './view.ts';

/** One recorded event as watchers see it. */
export type Transition = Readonly<{
  flow: string;
  /** 1-based place in the flow. */
  version: number;
  /** Place in the whole log. */
  position: number;
  at: string;
  type: EventType;
  data: EventData<EventType>;
  state: FlowState;
  /** State before the event; null for the first. */
  from: FlowState | null;
  outcome: FlowView['outcome'];
  /** Items this event changed, as they are after it. */
  items: readonly ItemView[];
  /** The flow is at rest after it: nothing more comes unless someone retries or discards. */
  isSettled: boolean;
}>;

type Stepped = Readonly<{ before: Flow | null; after: Flow; event: FlowEvent; position: number }>;

/** The transition an event made. */
export const toTransition = ({ before, after, event, position }: Stepped): Transition => {
  const { context, value } = after.snapshot;
  const changed = Object.values(context.items).filter((item) => item !== before?.snapshot.context.items[item.id]);
  return {
    flow: context.flow,
    version: event.version,
    position,
    at: event.at,
    type: event.type,
    data: event.data,
    state: toFlowState(value),
    from: before && toFlowState(before.snapshot.value),
    outcome: context.outcome,
    items: changed.map(toItemView),
    isSettled: isAtRest(after),
  };
};
