import type { AnyTransitionDefinition } from 'xstate';
import type { FlowEvent } from './events.ts';
import { type Flow, fold, type Step } from './fold.ts';
import { toWay, type Way } from './graph.ts';
import { inertScope } from './inert-scope.ts';
import { type FlowState, toFlowState } from './view.ts';

/** One step of a machine on its way from an event to its rest; states it only passes through are seen here alone. */
export type Microstep = Readonly<{
  /** State before it; null for the beginning of a flow. */
  from: FlowState | null;
  to: FlowState;
  /** The transition that was taken; null for the beginning of a flow. */
  way: Way | null;
  entered: readonly FlowState[];
  left: readonly FlowState[];
}>;

/** A flow one event later, and how the machine got there: the event's own transition first, then those taken by themselves. */
export type Traced = Step & Readonly<{ microsteps: readonly Microstep[] }>;

/** As `fold`, with every microstep. Pure, and as cheap. */
export const trace = (flow: Flow | null, event: FlowEvent): Traced | null => {
  const taken: AnyTransitionDefinition[] = [];
  const watch = inertScope.system.inspect((seen) => {
    if (seen.type === '@xstate.microstep') taken.push(...seen._transitions);
  });
  const step = fold(flow, event);
  watch.unsubscribe();
  if (!step) return null;
  const first = step.flow.snapshot.machine.root.initial.target[0]?.key;
  const begin: Microstep[] = flow ? [] : [toMicrostep(null, null, toFlowState(first))];
  return {
    ...step,
    microsteps: [
      ...begin,
      ...taken.map(toWay).map((way) => toMicrostep(way, toFlowState(way.from), toFlowState(way.to))),
    ],
  };
};

const toMicrostep = (way: Way | null, from: FlowState | null, to: FlowState): Microstep => {
  const moves = from !== to;
  return { from, to, way, entered: moves ? [to] : [], left: moves && from !== null ? [from] : [] };
};
