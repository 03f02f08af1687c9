import type { EffectRequest, Withdrawal } from './effects.ts';
import type { FlowEvent, FlowEventOf } from './events.ts';
import { createItem, type FlowContext } from './context.ts';
import { type Item, isProblem, nextItemState, toItemEvent } from './item.ts';
import { applyEdit } from './edit.ts';
import { isInStage, type Stage } from './stage.ts';

/** What the machine does with an event: the next context and the effects to ask for. Pure. */
export type Reaction = Readonly<{ context: FlowContext; effects: readonly (EffectRequest | Withdrawal)[] }>;

/** Asks for everything a state has to do. */
export const beginStage = (context: FlowContext, at: string, stage: Stage): Reaction =>
  beginItems(context, at, (item) => isInStage(item, stage) && item.state === 'pending' && !item.inFlight);

/** Asks for the profile directory; everything else needs it. */
export const beginIdentity = (context: FlowContext, at: string): Reaction =>
  beginItems(context, at, ({ id }) => id === 'identity');

/** After the directory exists: what else belongs to the identity. */
export const beginRest = (context: FlowContext, at: string): Reaction =>
  context.cancelling ? { context, effects: [] } : beginStage(context, at, 'identity');

/** Records an answer in its item. */
export const settleItem = (context: FlowContext, event: FlowEvent): FlowContext => {
  const item = findItem(context, event);
  return item ? withAnswer(context, item, event) : context;
};

/** A skill that failed by itself becomes an item of its own. */
export const addSkill = (context: FlowContext, event: FlowEventOf<'skill.failed'>): FlowContext => {
  const item = createItem(event.data.item, 'skill', event.data.name, null);
  return withAnswer(context, { ...item, state: 'running', startedAt: event.at }, event);
};

/** Asks for what an install that was queued or started needs next. */
export const followInstall = (context: FlowContext, event: FlowEvent): Reaction => {
  const item = findItem(context, event);
  return { context, effects: item ? followUp(item, event) : [] };
};

/** Marks what is to stop and asks for the kills; an install that is just being started is stopped when it answers. */
export const requestCancel = (context: FlowContext, event: FlowEventOf<'flow.cancel-requested'>): Reaction => {
  const only = event.data.item;
  const doomed = Object.values(context.items).filter((item) => isStoppable(item) && (only ?? item.id) === item.id);
  const items = {
    ...context.items,
    ...Object.fromEntries(doomed.map((item) => [item.id, { ...item, stopping: true }])),
  };
  const effects = doomed.filter(({ run }) => run !== null).flatMap((item) => [withdrawItem(item), stop(item)]);
  return { context: { ...context, items, cancelling: context.cancelling || only === undefined }, effects };
};

/** Moves only its own item, and reopens a flow that was about to close or had closed. */
export const retryItem = (context: FlowContext, event: FlowEventOf<'item.retried'>): Reaction => {
  const item = context.items[event.data.item];
  if (!item) return { context, effects: [] };
  const { state, startedAt, endedAt, run, pid, problem } = createItem(item.id, item.kind, item.name, item.index);
  const fresh = { ...item, state, startedAt, endedAt, run, pid, problem, stopping: false, attempt: event.data.attempt };
  const edited = applyEdit({ ...context, outcome: null, endedAt: null, closing: null }, fresh, event.data.edit);
  const notices = edited.notices.filter((notice) => notice.item !== item.id);
  const begun = beginItems({ ...edited, notices }, event.at, ({ id }) => id === item.id);
  const closing: Withdrawal = { type: 'withdraw', params: { closing: true } };
  return { context: begun.context, effects: context.closing ? [closing, ...begun.effects] : begun.effects };
};

/** Everything is settled: asks for the closing record. */
export const beginCompletion = (context: FlowContext): Reaction => ({
  context: { ...context, closing: 'completeFlow' },
  effects: [{ type: 'completeFlow', params: { outcome: outcomeOf(context) } }],
});

/** How a flow whose items are all settled has gone. */
export const outcomeOf = ({ items }: FlowContext): 'complete' | 'with-problems' =>
  Object.values(items).some(isProblem) ? 'with-problems' : 'complete';

export const beginCancellation = (context: FlowContext): Reaction => ({
  context: { ...context, closing: 'cancelFlow' },
  effects: [{ type: 'cancelFlow', params: {} }],
});

/** The flow has ended; what was never asked for is cancelled with it, or skipped when there is no profile to do it in. */
export const close = (context: FlowContext, event: FlowEvent): FlowContext => {
  const outcome = event.type === 'identity.rejected' ? 'rejected' : 'outcome' in event.data ? event.data.outcome : null;
  const items = endPending(context, event.at, outcome === 'rejected' ? 'skipped' : 'cancelled');
  const endedAt = outcome === 'discarded' ? context.endedAt : event.at;
  return { ...context, items, outcome, endedAt, closing: null };
};

/** The item an event is about, if it is the attempt that runs. */
export const findItem = ({ items }: FlowContext, { data }: FlowEvent): Item | undefined => {
  if (!('attempt' in data)) return undefined;
  const item = items[data.item];
  return item?.attempt === data.attempt ? item : undefined;
};

const beginItems = (context: FlowContext, at: string, isWanted: (item: Item) => boolean): Reaction => {
  const wanted = Object.values(context.items).filter(isWanted);
  const begun = wanted.map((item): Item => {
    const state = item.kind === 'install' ? item.state : (nextItemState(item.state, 'begun') ?? item.state);
    return { ...item, state, inFlight: true, startedAt: item.kind === 'install' ? null : at };
  });
  const items = { ...context.items, ...Object.fromEntries(begun.map((item) => [item.id, item])) };
  return { context: { ...context, items }, effects: begun.map(firstEffect) };
};

const firstEffects = {
  identity: 'createIdentity',
  alias: 'writeAlias',
  env: 'writeEnv',
  model: 'writeModel',
  skills: 'applySkills',
} as const;

const firstEffect = (item: Item): EffectRequest => {
  const params = { item: item.id, attempt: item.attempt };
  if (item.kind === 'mcp') return { type: 'writeMcp', params };
  if (item.kind === 'skill') return { type: 'enableSkill', params };
  if (item.kind === 'install') return item.stopping ? stop(item) : { type: 'spawnInstall', params };
  return { type: firstEffects[item.id as keyof typeof firstEffects], params };
};

const withAnswer = (context: FlowContext, item: Item, event: FlowEvent): FlowContext => ({
  ...context,
  items: { ...context.items, [item.id]: answered(item, event) },
  notices: withNotices(context, item.id, event),
  path: event.type === 'identity.created' ? event.data.path : context.path,
});

const answered = (item: Item, event: FlowEvent): Item => {
  const itemEvent = toItemEvent(event.type);
  const state = (itemEvent && nextItemState(item.state, itemEvent)) ?? item.state;
  const isEnd = itemEvent !== 'queued' && itemEvent !== 'started';
  return {
    ...item,
    state,
    startedAt: event.type === 'install.started' ? event.at : item.startedAt,
    endedAt: isEnd ? event.at : null,
    inFlight: !isEnd,
    stopping: isEnd ? false : item.stopping,
    run: event.type === 'install.queued' ? event.causation : item.run,
    pid: isEnd ? null : 'pid' in event.data ? event.data.pid : item.pid,
    problem: 'problem' in event.data ? event.data.problem : null,
  };
};

const followUp = (item: Item, event: FlowEvent): readonly EffectRequest[] => {
  if (event.type !== 'install.queued' && event.type !== 'install.started') return [];
  if (item.stopping) return [stop(item)];
  const params = { item: item.id, attempt: item.attempt, run: item.run ?? '' };
  return [{ type: event.type === 'install.queued' ? 'awaitInstallStart' : 'awaitInstallEnd', params }];
};

const isStoppable = (item: Item): boolean =>
  item.kind === 'install' && !item.stopping && (item.state === 'pending' || item.inFlight);

const stop = ({ id, attempt, run }: Item): EffectRequest => ({
  type: 'stopInstall',
  params: { item: id, attempt, run },
});

const withdrawItem = ({ id }: Item): Withdrawal => ({ type: 'withdraw', params: { item: id } });

const withNotices = (context: FlowContext, item: string, { data }: FlowEvent): FlowContext['notices'] => {
  const added = 'notices' in data ? (data.notices ?? []) : [];
  return added.length === 0 ? context.notices : [...context.notices, ...added.map((notice) => ({ item, ...notice }))];
};

const endPending = ({ items }: FlowContext, at: string, end: 'cancelled' | 'skipped'): FlowContext['items'] =>
  Object.fromEntries(
    Object.values(items).map((item) => {
      const state = item.state === 'pending' ? nextItemState(item.state, end) : null;
      return [item.id, state ? { ...item, state, endedAt: at, stopping: false } : item];
    }),
  );
