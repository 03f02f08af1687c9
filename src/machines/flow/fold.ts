import type { SnapshotFrom } from 'xstate';
import { findDefinition } from './definitions.ts';
import { type Effect, type EffectRequest, isEffectType, isWithdrawn, type Withdrawal } from './effects.ts';
import type { FlowEvent, ForkedFrom } from './events.ts';
import { inertScope } from './inert-scope.ts';
import type { profileCreate1 } from './machine.ts';

export type FlowSnapshot = SnapshotFrom<typeof profileCreate1>;

/** A flow that ran elsewhere; `at` is when it came here. */
export type Imported = Readonly<{ at: string }>;

/** A flow as its log says it is. Immutable; `pending` is what it still asks of the world, by effect key. */
export type Flow = Readonly<{
  definition: string;
  version: number;
  /** Time of the last record. */
  at: string;
  snapshot: FlowSnapshot;
  pending: ReadonlyMap<string, Effect>;
  /** Only on flows that were forked from another. */
  forkedFrom?: ForkedFrom;
  /** Only on flows of another log: nothing they ask for is ever done here. */
  imported?: Imported;
}>;

/** A flow one record later, and what that record made it ask for. */
export type Step = Readonly<{ flow: Flow; effects: readonly Effect[] }>;

/** Steps a flow by one record; `null` when the first record names no known definition. Pure: asks, never does. */
export const fold = (flow: Flow | null, event: FlowEvent): Step | null => {
  if (flow === null) return start(event);
  const machine = findDefinition(flow.definition);
  if (!machine) return null;
  const [snapshot, actions] = collect((scope) => machine.transition(flow.snapshot, event, scope));
  return settle({ ...flow, snapshot }, event, actions);
};

/** Folds records from the start, or on from `flow`; `null` when there are none or they start without a definition. */
export const foldAll = (events: Iterable<FlowEvent>, flow: Flow | null = null): Flow | null => {
  let current = flow;
  for (const event of events) {
    current = fold(current, event)?.flow ?? null;
    if (!current) return null;
  }
  return current;
};

/** Whether the machine takes the event now: the only judge of what may happen. */
export const canTake = (flow: Flow, event: FlowEvent): boolean => flow.snapshot.can(event);

const start = (event: FlowEvent): Step | null => {
  if (event.type !== 'flow.started') return null;
  const { definition, forkedFrom } = event.data;
  const machine = findDefinition(definition);
  if (!machine) return null;
  const [snapshot, actions] = collect((scope) => machine.getInitialSnapshot(scope, { data: event.data, at: event.at }));
  // Beside the snapshot, not in its context, which is hashed: flows recorded before the field was read stay as they are.
  const about = { definition, version: 0, at: event.at, ...(forkedFrom && { forkedFrom }) };
  return settle({ ...about, snapshot, pending: new Map() }, event, actions);
};

type Action = Readonly<{ type: string; params: unknown }>;

const collect = (run: (scope: typeof inertScope) => FlowSnapshot): [FlowSnapshot, readonly Action[]] => {
  const actions: Action[] = [];
  const snapshot = run({ ...inertScope, actionExecutor: (action) => actions.push(action) });
  return [snapshot, actions];
};

const settle = (flow: Flow, event: FlowEvent, actions: readonly Action[]): Step => {
  const pending = new Map(flow.pending);
  if (event.causation !== null && isAnswer(pending.get(event.causation), event)) pending.delete(event.causation);
  for (const action of actions) if (isWithdrawal(action)) withdraw(pending, action);
  const effects = actions
    .filter(isRequest)
    .map(({ type, params }, index) => ({ type, params, key: `${event.version}.${index}` }) as Effect);
  for (const effect of effects) pending.set(effect.key, effect);
  return { flow: { ...flow, version: event.version, at: event.at, pending }, effects };
};

/** An answer may be several records (each failed skill, then the skills); the one about the effect's own item settles it. */
const isAnswer = (effect: Effect | undefined, { data }: FlowEvent): boolean =>
  effect !== undefined && (!('item' in effect.params) || ('item' in data && data.item === effect.params.item));

const withdraw = (pending: Map<string, Effect>, withdrawal: Withdrawal): void => {
  for (const [key, effect] of pending) if (isWithdrawn(effect, withdrawal)) pending.delete(key);
};

const isWithdrawal = (action: Action): action is Withdrawal => action.type === 'withdraw';
const isRequest = (action: Action): action is EffectRequest => isEffectType(action.type);
