import { expect } from 'vitest';
import type { Effect } from '../../../src/machines/flow/effects.ts';
import type { Fact, FlowEvent } from '../../../src/machines/flow/events.ts';
import { canTake, type Flow, fold } from '../../../src/machines/flow/fold.ts';
import type { FlowState } from '../../../src/machines/flow/view.ts';
import { foldFacts, inWords, owedBy, toEvent } from './play.ts';

/** given(facts).when(fact).leadsTo(…): facts become events with versions, times and the key of the effect they answer. */

type Expected = Readonly<{ state: FlowState; asks?: readonly string[]; owes?: readonly string[] }>;

export type When = Readonly<{
  flow: Flow;
  /** Effects the last fact asked for. */
  asked: readonly Effect[];
  leadsTo(expected: Expected): When;
  isRefused(): void;
}>;

export const given = (...facts: readonly Fact[]) => {
  const before = foldFacts(facts);
  return {
    flow: before,
    when: (fact: Fact): When => {
      const event = toEvent(before, fact);
      const step = fold(before, event);
      if (!step) throw new Error(`The flow cannot be folded with ${fact.type}.`);
      return toWhen(before, event, step);
    },
  };
};

const toWhen = (before: Flow, event: FlowEvent, step: { flow: Flow; effects: readonly Effect[] }): When => {
  const when: When = {
    flow: step.flow,
    asked: step.effects,
    leadsTo: ({ state, asks, owes }) => {
      expect(canTake(before, event)).toBe(true);
      expect(step.flow.snapshot.value).toBe(state);
      if (asks) expect(step.effects.map(inWords)).toEqual(asks);
      if (owes) expect(owedBy(step.flow)).toEqual(owes);
      return when;
    },
    isRefused: () => {
      expect(canTake(before, event)).toBe(false);
      expect(step.flow.snapshot.value).toEqual(before.snapshot.value);
      expect(step.flow.snapshot.context).toEqual(before.snapshot.context);
      expect(step.effects).toEqual([]);
    },
  };
  return when;
};
