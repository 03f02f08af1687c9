import { type Choice, toChoices } from '../../../../src/machines/flow/choices.ts';
import { compareFlows, type FlowDiff } from '../../../../src/machines/flow/compare.ts';
import { type ForkChange, type Forked, forkFlow } from '../../../../src/machines/flow/fork.ts';
import { schemaOf } from '../../../../src/machines/flow/record.ts';
import { createReplay, type Replay } from '../../../../src/machines/flow/replay.ts';
import type { ChosenAnswer, ForkedEvent } from '../../../../src/machines/flow/trial.ts';
import { type FlowView, toFlowView } from '../../../../src/machines/flow/view.ts';
import type { StoredRecord } from '../../../../src/machines/ports/event-store.ts';
import { isSameAttempt } from './answers.ts';

/** An attempt that can end otherwise: what was chosen for it, and how it would end if nothing was. */
export type AnswerRow = Choice & Readonly<{ chosen: ChosenAnswer | null; otherwise: Choice | null }>;

/** What a fork comes to, and how it differs from the flow as recorded. */
export type ForkResult = Readonly<{
  before: FlowView;
  view: FlowView;
  events: readonly ForkedEvent[];
  unused: readonly ChosenAnswer[];
  rows: readonly AnswerRow[];
  diff: FlowDiff;
  /** The fork, to move about in as in a recorded flow. */
  replay: Replay;
}>;

/**
 * Folds a fork here: the records are in the page already, so the answer is there at once, also for an imported flow, and a plan with
 * new secrets in it goes nowhere. Null when the flow is of a definition nobody knows.
 */
export const toForkResult = (original: Replay, change: ForkChange): ForkResult | null => {
  const flow = original.at(original.last);
  const forked = forkFlow(original.events, change);
  if (!flow || !forked) return null;
  const told = { flow: forked.flow, events: forked.events.map(({ event }) => event) };
  return {
    before: toFlowView(flow),
    view: toFlowView(forked.flow),
    events: forked.events,
    unused: forked.unused,
    rows: toRows(original, change, forked),
    diff: compareFlows({ flow, events: original.events }, told),
    replay: createReplay(toRecords(forked.events)),
  };
};

const toRows = (original: Replay, change: ForkChange, { events }: Forked): readonly AnswerRow[] =>
  toChoices(events, change.at).map((choice) => {
    const chosen = change.answers.find((answer) => isSameAttempt(answer, choice)) ?? null;
    return { ...choice, chosen, otherwise: chosen ? endWithout(original, change, chosen) : choice };
  });

/** How the attempt would end without what was chosen for it. */
const endWithout = (original: Replay, change: ForkChange, chosen: ChosenAnswer): Choice | null => {
  const answers = change.answers.filter((answer) => answer !== chosen);
  const forked = forkFlow(original.events, { ...change, answers });
  return toChoices(forked?.events ?? [], change.at).find((choice) => isSameAttempt(choice, chosen)) ?? null;
};

/** As if they had been recorded, but for hashes, which nobody looks at here. */
const toRecords = (events: readonly ForkedEvent[]): readonly StoredRecord[] =>
  events.map(({ event: { version, type, at, data, causation } }) => ({
    stream: '',
    version,
    position: version,
    type,
    schema: schemaOf(type),
    at,
    data: JSON.stringify(data),
    causation,
    correlation: '',
    command: null,
    hash: '',
  }));
