import type { Fact, FlowEvent } from '../../../src/machines/flow/events.ts';
import { canTake, type Flow, fold } from '../../../src/machines/flow/fold.ts';
import type { Plan } from '../../../src/machines/flow/plan.ts';
import { answersOf, started } from './facts.ts';
import { inWords, toEvent } from './play.ts';

/** Plays a plan and keeps its events; effects are named as in `inWords`. */
export type Play = Readonly<{
  /** Answers effects until nothing is owed, by success where `choose` says nothing. */
  settle(choose?: (effect: string) => readonly Fact[] | undefined): Play;
  /** Answers effects by success until this one is the next. */
  until(effect: string): Play;
  command(fact: Fact): Play;
  flow(): Flow;
  events(): readonly FlowEvent[];
}>;

export const createPlay = (plan: Plan): Play => {
  const events: FlowEvent[] = [];
  let flow: Flow | null = null;
  const record = (fact: Fact, causation: string | null = null): void => {
    const event = toEvent(flow, fact, causation);
    if (flow && !canTake(flow, event)) throw new Error(`${fact.type} is refused in ${String(flow.snapshot.value)}.`);
    flow = fold(flow, event)?.flow ?? null;
    events.push(event);
  };
  const next = () => [...(flow?.pending.values() ?? [])][0];
  const settle = (
    choose: (effect: string) => readonly Fact[] | undefined,
    isEnd: (effect: string) => boolean,
  ): Play => {
    for (let effect = next(); effect && !isEnd(inWords(effect)); effect = next())
      for (const fact of choose(inWords(effect)) ?? answersOf(effect)[0] ?? []) record(fact, effect.key);
    return play;
  };
  const play: Play = {
    settle: (choose = () => undefined) => settle(choose, () => false),
    until: (name) =>
      settle(
        () => undefined,
        (effect) => effect === name,
      ),
    command(fact) {
      record(fact);
      return play;
    },
    flow() {
      if (!flow) throw new Error('Nothing was played.');
      return flow;
    },
    events: () => events,
  };
  record(started(plan));
  return play;
};
