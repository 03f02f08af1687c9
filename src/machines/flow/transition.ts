import type { EventData, EventType, FlowEvent } from './events.ts';
import type { Flow } from './fold.ts';
import { isAtRest } from './rest.ts';
import { type FlowState, type FlowView, isStopping, type ItemView, toFlowState, toItemView } from './view.ts';

/** What streams say of one recorded event: enough to bring a view of the flow from the version before to this one. */
export type TransitionFrame = Readonly<{
  flow: string;
  /** 1-based place in the flow. */
  version: number;
  at: string;
  type: EventType;
  data: EventData<EventType>;
  state: FlowState;
  /** State before the event; null for the first. */
  from: FlowState | null;
  outcome: FlowView['outcome'];
  stopping: FlowView['stopping'];
  endedAt: FlowView['endedAt'];
  /** Items this event changed or added, as they are after it. */
  items: readonly ItemView[];
  /** All notices, when this event changed them. */
  notices?: FlowView['notices'];
  /** The whole plan, when this event changed it; the first event has it in its data. */
  plan?: FlowView['plan'];
  /** On the first event of a flow that ran elsewhere. */
  imported?: FlowView['imported'];
}>;

/** One recorded event as watchers in this process see it. */
export type Transition = TransitionFrame &
  Readonly<{
    /** Place in the whole log. */
    position: number;
    /** The flow is at rest after it: nothing more comes unless someone retries or discards. */
    isSettled: boolean;
  }>;

type Stepped = Readonly<{ before: Flow | null; after: Flow; event: FlowEvent; position: number }>;

/** The transition an event made. */
export const toTransition = ({ before, after, event, position }: Stepped): Transition => {
  const { context, value } = after.snapshot;
  const known = before?.snapshot.context;
  const changed = Object.values(context.items).filter((item) => item !== known?.items[item.id]);
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
    stopping: isStopping(context),
    endedAt: context.endedAt,
    items: changed.map(toItemView),
    ...(known?.notices === context.notices ? {} : { notices: context.notices }),
    ...(known === undefined || known.plan === context.plan ? {} : { plan: context.plan }),
    ...(before === null && after.imported && { imported: after.imported }),
    isSettled: isAtRest(after),
  };
};
