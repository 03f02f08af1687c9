import { fromTransition } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { toAnswer, toAnswers } from '../../../src/machines/flow/answers.ts';
import type { Effect } from '../../../src/machines/flow/effects.ts';
import type { Fact, FlowEvent } from '../../../src/machines/flow/events.ts';
import { canTake, type Flow, fold } from '../../../src/machines/flow/fold.ts';
import type { Plan } from '../../../src/machines/flow/plan.ts';
import { toWays } from '../../../src/machines/flow/graph.ts';
import { trace } from '../../../src/machines/flow/trace.ts';
import { toEvent } from '../../machines/flow/play.ts';
import { started } from '../../machines/flow/facts.ts';

/** What a world can do with a flow, bounded so that there are finitely many states. */
export type World = Readonly<{
  plan: Plan;
  /** Items that may be tried a second time. */
  again: readonly string[];
}>;

/** What is recorded at once: an answer, which may be several events, or a command. `flow` is what it leads to. */
export type Move = Readonly<{ events: readonly FlowEvent[]; flow: Flow }>;
export type Path = readonly Move[];

/** The shortest path of the machine to each state it can be in, with the lives of its items and what it owes. */
export const toPaths = ({ plan, again }: World): readonly Path[] => {
  const start = toEvent(null, started(plan));
  const first = { events: [start], flow: step(null, start) };
  const logic = fromTransition((_: Flow, { move }: { type: string; move: Move }) => move.flow, first.flow);
  const paths = getShortestPaths(logic, {
    events: ({ context }) => movesOf(context, again).map((move) => ({ type: typeOf(move), move })),
    serializeState: ({ context }) => nameOf(context),
    serializeEvent: ({ type }) => type,
    limit: 100_000,
  });
  return paths.map(({ steps }) => [first, ...steps.flatMap(({ event }) => ('move' in event ? [event.move] : []))]);
};

/** Transitions that a path takes. */
export const waysOf = (path: Path): readonly string[] => {
  let flow: Flow | null = null;
  return path.flatMap(({ events }) =>
    events.flatMap((event) => {
      const traced = trace(flow, event);
      flow = traced?.flow ?? null;
      return traced?.microsteps.flatMap(({ way }) => way?.id ?? []) ?? [];
    }),
  );
};

export const allWays = (): readonly string[] => toWays('profile-create@1').map(({ id }) => id);

/** A state with its items and what it owes; without times and keys. */
export const nameOf = ({ snapshot, pending }: Flow): string => {
  const { items, cancelling, outcome } = snapshot.context;
  const lives = Object.values(items).map(({ id, state, attempt, stopping }) => [id, state, attempt, stopping]);
  const owed = [...pending.values()].map(({ type, params }) => `${type} ${'item' in params ? params.item : ''}`);
  return JSON.stringify([snapshot.value, cancelling, outcome, lives, owed.toSorted()]);
};

const typeOf = ({ events }: Move): string => JSON.stringify(events.map(({ type, data }) => [type, data]));

const step = (flow: Flow | null, event: FlowEvent): Flow => {
  const after = fold(flow, event)?.flow;
  if (!after) throw new Error(`${event.type} does not fold.`);
  return after;
};

/** Everything the runtime could record next. */
const movesOf = (flow: Flow, again: World['again']): readonly Move[] => {
  const owed = [...flow.pending.values()];
  const instant = owed.find((effect) => isInstant(flow, effect));
  // Installs of one flow are started one after the other.
  const spawning = owed.find(({ type }) => type === 'spawnInstall');
  const asked = instant ? [instant] : owed.filter((effect) => effect.type !== 'spawnInstall' || effect === spawning);
  const answers = asked.flatMap((effect) => answersOf(flow, effect).map((facts) => ({ facts, causation: effect.key })));
  const commands = instant ? [] : commandsOf(flow, again).map((fact) => ({ facts: [fact], causation: null }));
  return [...answers, ...commands].flatMap(({ facts, causation }) => toMove(flow, facts, causation) ?? []);
};

const toMove = (before: Flow, facts: readonly Fact[], causation: string | null): Move | null => {
  let flow = before;
  const events: FlowEvent[] = [];
  for (const fact of facts) {
    const event = toEvent(flow, fact, causation);
    if (!canTake(flow, event)) return null;
    flow = step(flow, event);
    events.push(event);
  }
  return { events, flow };
};

/** Answered by the engine without asking anybody. */
const isInstant = ({ snapshot: { context } }: Flow, effect: Effect): boolean => {
  if (effect.type === 'stopInstall') return effect.params.run === null;
  if (effect.type === 'writeModel') return context.plan.model === undefined;
  if (effect.type === 'writeAlias') return !context.plan.alias;
  return effect.type === 'completeFlow' || effect.type === 'cancelFlow';
};

const answersOf = (flow: Flow, effect: Effect): readonly (readonly Fact[])[] => {
  const { context } = flow.snapshot;
  const answers = toAnswers(effect, context);
  if (isInstant(flow, effect)) return [answers.slice(0, 1)];
  const single = answers.filter(({ type }) => type !== 'model.skipped').map((fact) => [fact]);
  if (effect.type !== 'applySkills') return single;
  const failed = context.plan.skills.keep.flatMap((name) => {
    const about = { item: `skill:${name}`, attempt: 1 };
    return toAnswer(about, 'skill.failed', { context, data: { name } }) ?? [];
  });
  return failed.length === 0 ? single : [...single, [...failed, ...answers.slice(0, 1)]];
};

const commandsOf = ({ snapshot: { context } }: Flow, again: World['again']): readonly Fact[] => {
  const items = Object.values(context.items);
  return [
    ...items
      .filter(({ id, attempt }) => attempt === 1 && again.includes(id))
      .map(({ id: item, attempt }): Fact => ({ type: 'item.retried', data: { item, attempt: attempt + 1 } })),
    ...[{}, ...items.map(({ id }) => ({ item: id }))].map((data): Fact => ({ type: 'flow.cancel-requested', data })),
    { type: 'flow.discarded', data: { outcome: 'discarded' } },
  ];
};
