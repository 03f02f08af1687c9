import { isEnding, toAnswers } from './answers.ts';
import type { Effect } from './effects.ts';
import type { EventType, Fact, FlowEvent } from './events.ts';
import { canTake, type Flow, fold } from './fold.ts';
import { namedSkills } from './next-events.ts';
import type { ForkedEvent, Source } from './trial.ts';

/** One attempt of an item of a fork: how it ends there, and every event it could end with. */
export type Choice = Readonly<{
  item: string;
  attempt: number;
  event: EventType;
  source: Source;
  options: readonly EventType[];
}>;

/** What ends after version `at` of a fork, in its order, and can be chosen to end otherwise: `forkFlow` takes every option, and no other. */
export const toChoices = (events: readonly ForkedEvent[], at: number): readonly Choice[] => {
  const choices: Choice[] = [];
  let flow: Flow | null = null;
  for (const forked of events) {
    if (flow && forked.event.version > at) choices.push(...choicesOf(flow, forked));
    flow = fold(flow, forked.event)?.flow ?? flow;
  }
  return choices;
};

const choicesOf = (before: Flow, { event, source }: ForkedEvent): readonly Choice[] => {
  const effect = before.pending.get(event.causation ?? '');
  if (!effect || !('attempt' in event.data) || !isEnding(event.type)) return [];
  const { item, attempt } = event.data;
  const about = { item, attempt, source };
  if (event.type === 'skill.failed' && effect.type === 'applySkills')
    return [{ ...about, event: event.type, options: told }];
  const skills = event.type === 'skills.applied' ? namedSkills(before.snapshot.context, effect) : [];
  return [
    { ...about, event: event.type, options: endingsOf(before, effect) },
    ...skills.map((name) => ({ ...about, item: `skill:${name}`, attempt: 1, event: event.type, options: told })),
  ];
};

/** A skill that works is told of by silence until the skills end. */
const told: readonly EventType[] = ['skills.applied', 'skill.failed'];

/** What the machine takes as the end of what was asked for; an install is queued and started before. */
const endingsOf = (flow: Flow, effect: Effect): readonly EventType[] => {
  const answers = toAnswers(effect, flow.snapshot.context);
  const taken = answers.filter((fact) => canTake(flow, toEvent(flow, effect, fact)));
  const move = taken.find(({ type }) => !isEnding(type));
  const moved = move && fold(flow, toEvent(flow, effect, move));
  const [next] = moved?.effects ?? [];
  return moved && next ? endingsOf(moved.flow, next) : taken.map(({ type }) => type);
};

const toEvent = (flow: Flow, { key }: Effect, fact: Fact): FlowEvent => ({
  ...fact,
  version: flow.version + 1,
  at: flow.at,
  causation: key,
});
