import { isEnding, toAnswer, toAnswers } from './answers.ts';
import { itemOf } from './context.ts';
import type { Effect } from './effects.ts';
import type { EventType, Fact, FlowEvent } from './events.ts';
import { canTake, type Flow, fold } from './fold.ts';

/** How an item ends instead. What `data` leaves out is plain: nothing written, a problem that says it is a trial. */
export type ChosenAnswer = Readonly<{
  item: string;
  /** Which attempt ends so; the next one there is when left out. */
  attempt?: number | undefined;
  event: Readonly<{ type: EventType; data?: Readonly<Record<string, unknown>> | undefined }>;
}>;

/**
 * Where an event of a fork comes from. `kept`: recorded up to the version forked at. `carried`: recorded later and
 * still what the machine takes. `chosen`: an answer that was given. `plain`: a success nobody recorded, as nothing else was there.
 */
export type Source = 'kept' | 'carried' | 'chosen' | 'plain';
export type ForkedEvent = Readonly<{ event: FlowEvent; source: Source }>;

/** A fork in the making; it grows by one event at a time. */
export type Trial = { flow: Flow; readonly events: ForkedEvent[]; answers: readonly ChosenAnswer[] };

type Origin = Readonly<{ source: Source; at: string; effect: Effect | null }>;

/** Takes a fact that answers `effect` (null: a command), if the machine takes it now. */
export const take = (trial: Trial, fact: Fact, { source, at, effect }: Origin): boolean => {
  if (fact.type === 'skills.applied' && source !== 'kept' && effect?.type === 'applySkills')
    failSkills(trial, effect, at);
  const { flow } = trial;
  const causation = effect?.key ?? null;
  const event: FlowEvent = { ...fact, version: flow.version + 1, at: at > flow.at ? at : flow.at, causation };
  const after = canTake(flow, event) ? fold(flow, event)?.flow : undefined;
  if (!after) return false;
  trial.flow = after;
  trial.events.push({ event, source });
  return true;
};

/** Answers an effect as chosen, else plainly; an install is queued and started before it ends as chosen. False when it cannot be. */
export const settle = (trial: Trial, effect: Effect, at: string): boolean => {
  const { context } = trial.flow.snapshot;
  const answers = toAnswers(effect, context);
  const move = answers.find(({ type }) => !isEnding(type));
  if (move && take(trial, move, { source: 'plain', at, effect })) return true;
  const chosen = 'item' in effect.params ? chosenFor(trial, effect.params) : undefined;
  const fact = chosen && toAnswer(effect.params, chosen.event.type, { context, data: chosen.event.data });
  if (fact && take(trial, fact, { source: 'chosen', at, effect })) return use(trial, chosen);
  return answers.some((answer) => take(trial, answer, { source: 'plain', at, effect }));
};

/** The next answer that was given for an attempt of an item. */
export const chosenFor = ({ answers }: Trial, { item, attempt }: Attempt): ChosenAnswer | undefined =>
  answers.find((answer) => answer.item === item && (answer.attempt ?? attempt) === attempt);

type Attempt = Readonly<{ item: string; attempt: number }>;

/** Skills that were chosen to fail are told before the skills end, as the world does; those chosen to work are told by silence. */
const failSkills = (trial: Trial, effect: Effect, at: string): void => {
  for (const answer of trial.answers) {
    const { item, attempt = 1, event } = answer;
    const { context } = trial.flow.snapshot;
    if (!item.startsWith('skill:') || attempt !== 1 || itemOf(context, item)) continue;
    const data = { name: item.slice('skill:'.length), ...event.data };
    const fact = toAnswer({ item, attempt }, event.type, { context, data });
    const isTold = event.type === 'skills.applied' || (fact && take(trial, fact, { source: 'chosen', at, effect }));
    if (isTold) use(trial, answer);
  }
};

const use = (trial: Trial, answer: ChosenAnswer): true => {
  trial.answers = trial.answers.toSpliced(trial.answers.indexOf(answer), 1);
  return true;
};
