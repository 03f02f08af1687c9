import { getNextTransitions } from 'xstate';
import { toAnswer, toAnswers } from './answers.ts';
import { type FlowContext, itemOf } from './context.ts';
import type { Effect } from './effects.ts';
import { type EventType, type Fact, type FlowEvent, isEventType } from './events.ts';
import { canTake, type Flow, fold } from './fold.ts';
import { type FlowState, toFlowState } from './view.ts';

/** Types of the events the machine has a transition for now, each once; guards may still refuse a given one. */
export const toNextEvents = ({ snapshot }: Flow): readonly EventType[] => {
  const types = getNextTransitions(snapshot).map(({ eventType }): string => String(eventType));
  return [...new Set(types)].filter(isEventType);
};

/** An event the machine would take now, and the state it would lead to. `item` is null for what is about the whole flow. */
export type Lead = Readonly<{ event: EventType; item: string | null; to: FlowState }>;

/** Every event the machine would take now and where it leads: answers to what is owed, then commands. Of an imported flow, where it ran. */
export const toLeads = (flow: Flow): readonly Lead[] => {
  const answers = [...flow.pending.values()].flatMap((effect) =>
    [...toAnswers(effect, flow.snapshot.context), ...failedSkills(flow, effect)].map((fact) => ({
      fact,
      causation: effect.key,
    })),
  );
  const commands = toCommands(flow).map((fact) => ({ fact, causation: null }));
  return [...answers, ...commands].flatMap(({ fact, causation }) => {
    const event: FlowEvent = { ...fact, version: flow.version + 1, at: flow.at, causation };
    const after = canTake(flow, event) ? fold(flow, event)?.flow : undefined;
    return after ? [{ event: fact.type, item: itemIn(fact), to: toFlowState(after.snapshot.value) }] : [];
  });
};

const itemIn = ({ data }: Fact): string | null => ('item' in data ? (data.item ?? null) : null);

/** Skills the plan names that may fail while this effect is owed; each is an item of its own from then on. */
export const namedSkills = (context: FlowContext, { type }: Effect): readonly string[] => {
  const { keep, optional } = context.plan.skills;
  const names = type === 'applySkills' ? [...new Set([...keep, ...optional])] : [];
  return names.filter((name) => !itemOf(context, `skill:${name}`));
};

const failedSkills = ({ snapshot: { context } }: Flow, effect: Effect): readonly Fact[] =>
  namedSkills(context, effect).flatMap(
    (name) => toAnswer({ item: `skill:${name}`, attempt: 1 }, 'skill.failed', { context, data: { name } }) ?? [],
  );

const toCommands = ({ snapshot: { context } }: Flow): readonly Fact[] => {
  const items = Object.values(context.items);
  return [
    ...items.map(({ id: item, attempt }): Fact => ({ type: 'item.retried', data: { item, attempt: attempt + 1 } })),
    ...[{}, ...items.map(({ id }) => ({ item: id }))].map((data): Fact => ({ type: 'flow.cancel-requested', data })),
    { type: 'flow.discarded', data: { outcome: 'discarded' } },
  ];
};
