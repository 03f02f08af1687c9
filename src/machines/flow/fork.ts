import { isEnding } from './answers.ts';
import { itemOf } from './context.ts';
import type { Effect } from './effects.ts';
import type { EventType, FlowEvent } from './events.ts';
import { type Flow, fold } from './fold.ts';
import { isSettled } from './item.ts';
import type { Plan } from './plan.ts';
import { type ChosenAnswer, chosenFor, type ForkedEvent, settle, take, type Trial } from './trial.ts';

/** What is to be different from the original. */
export type ForkChange = Readonly<{
  /** Version after which answers count. */
  at: number;
  /** Takes the place of the original's from the start; what was recorded is kept where it still fits. */
  plan?: Plan | undefined;
  /** Several for one item are its next attempts, in order. */
  answers: readonly ChosenAnswer[];
}>;

export type Forked = Readonly<{
  flow: Flow;
  events: readonly ForkedEvent[];
  /** Answers that came to nothing: their item is not asked for after `at`, or cannot end like that. */
  unused: readonly ChosenAnswer[];
}>;

/**
 * What a flow would have become, folded to its rest; null when it does not begin with a definition that is known. Later events of the
 * original are carried over where the machine still takes them; what else is asked for succeeds, or ends as chosen.
 */
export const forkFlow = (
  [first, ...later]: readonly FlowEvent[],
  { at, plan: changed, answers }: ForkChange,
): Forked | null => {
  if (first?.type !== 'flow.started') return null;
  const plan = changed ?? first.data.plan;
  const forkedFrom = { flow: first.data.flow, version: at };
  const event = { ...first, data: { ...first.data, plan, profile: plan.name, forkedFrom } };
  const flow = fold(null, event)?.flow;
  if (!flow) return null;
  const trial: Trial = { flow, events: [{ event, source: 'kept' }], answers };
  for (const [index, one] of later.entries())
    carry(trial, one, { isKept: one.version <= at, rest: later.slice(index) });
  while (settleAny(trial, trial.flow.at, []));
  return { flow: trial.flow, events: trial.events, unused: trial.answers };
};

/** `rest`: what is still to come of the original, this event first. */
type Place = Readonly<{ isKept: boolean; rest: readonly FlowEvent[] }>;

/** Takes one event of the original over, after settling what it waits for; drops one that cannot come any more. */
const carry = (trial: Trial, original: FlowEvent, { isKept, rest }: Place): void => {
  const { at, type } = original;
  const source = isKept ? 'kept' : 'carried';
  if (commandTypes.includes(type)) return void take(trial, original, { source, at, effect: null });
  for (;;) {
    const effect = ownerOf(trial.flow, original);
    if (effect) {
      const isReplaced = !isKept && isEnding(type) && 'attempt' in original.data && chosenFor(trial, original.data);
      if (!isReplaced && (take(trial, original, { source, at, effect }) || !isClosing(effect))) return;
      // The end of the skills tells which of them failed.
      if (isPartOf(original, effect) || !settle(trial, effect, at)) return;
    } else if (!isAwaited(trial.flow, original) || !settleAny(trial, at, rest)) return;
  }
};

/** Events a person causes; every other answers an effect. */
export const commandTypes: readonly EventType[] = ['item.retried', 'flow.cancel-requested', 'flow.discarded'];

/** Settles one owed effect, best one nobody recorded an answer to; false when there is none. */
const settleAny = (trial: Trial, at: string, rest: readonly FlowEvent[]): boolean => {
  const owed = [...trial.flow.pending.values()];
  const effect = owed.find((one) => !rest.some((event) => isAbout(event, one))) ?? owed.at(-1);
  return effect !== undefined && settle(trial, effect, at);
};

/** The owed effect an event answers. */
const ownerOf = ({ pending, snapshot }: Flow, event: FlowEvent): Effect | undefined => {
  const owed = [...pending.values()];
  const own = owed.find((effect) => isAbout(event, effect));
  if (own || event.type !== 'skill.failed' || itemOf(snapshot.context, event.data.item)) return own;
  return owed.find(({ type }) => type === 'applySkills');
};

const isAbout = ({ type, data }: FlowEvent, effect: Effect): boolean => {
  if (!('item' in effect.params))
    return type === (effect.type === 'completeFlow' ? 'flow.completed' : 'flow.cancelled');
  return 'attempt' in data && data.item === effect.params.item && data.attempt === effect.params.attempt;
};

const isClosing = ({ type }: Effect): boolean => type === 'completeFlow' || type === 'cancelFlow';

/** A failed skill that the answer to `applySkills` tells of. */
const isPartOf = ({ type }: FlowEvent, effect: Effect): boolean =>
  type === 'skill.failed' && effect.type === 'applySkills';

/** Whether an event nothing asks for yet can still come. */
const isAwaited = ({ snapshot: { context }, pending }: Flow, event: FlowEvent): boolean => {
  if (pending.size === 0) return false;
  if (event.type === 'flow.completed') return !context.cancelling;
  if (event.type === 'flow.cancelled') return context.cancelling;
  if (!('attempt' in event.data)) return false;
  const item = itemOf(context, event.data.item) ?? (event.type === 'skill.failed' ? context.items.skills : undefined);
  return item !== undefined && !isSettled(item) && item.attempt === event.data.attempt;
};
