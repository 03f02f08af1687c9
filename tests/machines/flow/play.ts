import type { Effect } from '../../../src/machines/flow/effects.ts';
import type { Fact, FlowEvent } from '../../../src/machines/flow/events.ts';
import { canTake, type Flow, fold } from '../../../src/machines/flow/fold.ts';
import { answersOf } from './facts.ts';

/** Folds facts that must all be legal. */
export const foldFacts = (facts: readonly Fact[], from: Flow | null = null): Flow => {
  const last = facts.reduce<Flow | null>(stepFact, from);
  if (!last) throw new Error('No flow without facts.');
  return last;
};

/** Answers effects until nothing is owed; `choose` picks which way (default: success). */
export const playOut = (
  flow: Flow,
  choose: (effect: Effect) => readonly Fact[] | undefined = () => undefined,
): Flow => {
  const effect = [...flow.pending.values()][0];
  if (!effect) return flow;
  return playOut(foldFacts(choose(effect) ?? answersOf(effect)[0] ?? [], flow), choose);
};

/** Answers effects, success first, until one of the named type for the item is owed. */
export const playUntil = (flow: Flow, type: Effect['type'], item?: string): Flow => {
  const isIt = (effect: Effect) =>
    effect.type === type && (item === undefined || ('item' in effect.params && effect.params.item === item));
  if ([...flow.pending.values()].some(isIt)) return flow;
  const effect = [...flow.pending.values()][0];
  if (!effect) throw new Error(`The flow came to rest before it owed ${type} ${item ?? ''}.`);
  return playUntil(foldFacts(answersOf(effect)[0] ?? [], flow), type, item);
};

export const toEvent = (flow: Flow | null, fact: Fact, causation = flow && causationOf(flow, fact)): FlowEvent => {
  const version = (flow?.version ?? 0) + 1;
  return { ...fact, version, at: new Date(Date.UTC(2026, 0, 1, 0, 0, version)).toISOString(), causation };
};

/** An owed effect in words: type and item. */
export const inWords = (effect: Effect): string =>
  'item' in effect.params ? `${effect.type} ${effect.params.item}` : effect.type;
export const owedBy = (flow: Flow): readonly string[] => [...flow.pending.values()].map(inWords);

const commands: readonly Fact['type'][] = ['flow.started', 'item.retried', 'flow.cancel-requested', 'flow.discarded'];

const causationOf = ({ pending }: Flow, { type, data }: Fact): string | null => {
  if (commands.includes(type)) return null;
  const owed = [...pending.values()];
  if (type === 'flow.completed' || type === 'flow.cancelled')
    return owed.find((effect) => effect.type === 'completeFlow' || effect.type === 'cancelFlow')?.key ?? null;
  const about = (item: string) => owed.find(({ params }) => 'item' in params && params.item === item)?.key;
  const item = 'item' in data ? data.item : undefined;
  return (
    (item === undefined ? undefined : about(item)) ?? (type === 'skill.failed' ? about('skills') : undefined) ?? null
  );
};

const stepFact = (flow: Flow | null, fact: Fact): Flow | null => {
  const event = toEvent(flow, fact);
  if (flow && !canTake(flow, event)) throw new Error(`${fact.type} is refused in ${String(flow.snapshot.value)}.`);
  return fold(flow, event)?.flow ?? null;
};
