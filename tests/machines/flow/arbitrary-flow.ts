import fc from 'fast-check';
import type { Effect } from '../../../src/machines/flow/effects.ts';
import type { Fact, FlowEvent } from '../../../src/machines/flow/events.ts';
import { canTake, type Flow, fold } from '../../../src/machines/flow/fold.ts';
import { isSettled, type Item } from '../../../src/machines/flow/item.ts';
import type { Plan } from '../../../src/machines/flow/plan.ts';
import { answersOf, cancelRequested, discarded, planOf, retried, started } from './facts.ts';
import { toEvent } from './play.ts';

/** Flows as a fair world makes them: a random plan, then a random legal walk of answers and commands until at rest. */

export type Step = Readonly<{ before: Flow | null; event: FlowEvent; after: Flow }>;
export type Walk = readonly [Step, ...Step[]];

type Move = Readonly<{
  kind: 'answer' | 'retry' | 'cancel-item' | 'cancel-flow' | 'discard';
  which: number;
  how: number;
}>;

const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('fs', 'web', 'db') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', '.', 'a#2', '#1', '__proto__', 'constructor', 'ünï', '🙂', 'a\ud83d'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);

export const arbitraryPlan: fc.Arbitrary<Plan> = fc
  .record({
    alias: fc.boolean(),
    env: fc.option(fc.constant({ A: { secret: 'env.A' } }), { nil: undefined }),
    model: fc.option(fc.constant({ provider: 'p', model: 'm' }), { nil: undefined }),
    mcpServers: fc.array(fc.record({ name }), { maxLength: 4 }),
    skills: fc.record({ keep: fc.array(fc.constantFrom('one', 'two'), { maxLength: 2 }) }),
    hubSkills: fc.array(name, { maxLength: 4 }),
  })
  .map(planOf);

const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.oneof(
    { weight: 30, arbitrary: fc.constant('answer' as const) },
    { weight: 5, arbitrary: fc.constant('retry' as const) },
    { weight: 3, arbitrary: fc.constant('cancel-item' as const) },
    { weight: 1, arbitrary: fc.constantFrom('cancel-flow' as const, 'discard' as const) },
  ),
  which: fc.nat(1000),
  how: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(1000) }),
});

/** A walk that has come to rest. */
export const arbitraryWalk: fc.Arbitrary<Walk> = fc
  .record({ plan: arbitraryPlan, moves: fc.array(move, { maxLength: 60, size: 'max' }), success: fc.boolean() })
  .map(({ plan, moves, success }) => tellable(walk(plan, moves, success)));

/** Facts of every type about every item, legal or not. */
export const arbitraryFact = (flow: Flow): fc.Arbitrary<Fact> => fc.constantFrom(...candidates(flow));

/** Every fact that could be told about the flow's items: both attempts around the present one, and strangers. */
export const candidates = ({ snapshot }: Flow): readonly Fact[] => {
  const abouts = [
    ...Object.values(snapshot.context.items),
    { id: 'mcp:stranger', attempt: 1 },
    { id: '__proto__', attempt: 1 },
  ].flatMap(({ id, attempt }) => [attempt, attempt + 1].map((one) => ({ item: id, attempt: one })));
  const effects = (about: { item: string; attempt: number }): readonly Effect[] =>
    itemEffects.map((type) => ({ type, key: '', params: { ...about, run: '' } }));
  return [
    ...abouts.flatMap((about) => effects(about).flatMap((effect) => answersOf(effect).flat())),
    ...abouts.flatMap(({ item, attempt }) => [
      retried(item, attempt),
      retried(item, attempt, { name: 'x' }),
      cancelRequested(item),
    ]),
    ...[cancelRequested(), discarded, started()],
    { type: 'flow.completed', data: { outcome: 'complete' } },
    { type: 'flow.completed', data: { outcome: 'with-problems' } },
    { type: 'flow.cancelled', data: { outcome: 'cancelled' } },
  ];
};

const itemEffects = [
  ...(['createIdentity', 'writeAlias', 'writeEnv', 'writeModel', 'writeMcp', 'applySkills', 'enableSkill'] as const),
  ...(['spawnInstall', 'awaitInstallStart', 'awaitInstallEnd'] as const),
];

const walk = (plan: Plan, moves: readonly Move[], success: boolean): Walk => {
  const event = toEvent(null, started(plan));
  const first = fold(null, event)?.flow;
  if (!first) throw new Error('The plan makes no flow.');
  const steps: [Step, ...Step[]] = [{ before: null, event, after: first }];
  for (const one of moves) steps.push(...take(lastOf(steps), one));
  for (let round = 0; lastOf(steps).pending.size > 0; round += 1)
    steps.push(...take(lastOf(steps), { kind: 'answer', which: round, how: success ? 0 : round }));
  return steps;
};

/** A failing walk is reported as its facts: the snapshots in it are too big to print. */
const tellable = (steps: Walk): Walk =>
  Object.assign(steps, {
    [fc.toStringMethod]: () => steps.map(({ event }) => `${event.type} ${JSON.stringify(event.data)}`).join('\n'),
  });

const lastOf = (steps: Walk): Flow => (steps.at(-1) ?? steps[0]).after;

const take = (flow: Flow, chosen: Move): readonly Step[] => {
  if (chosen.kind === 'answer') return answer(flow, chosen);
  const facts = commands(flow, chosen).filter((fact) => canTake(flow, toEvent(flow, fact)));
  const fact = pick(facts, chosen.which);
  return fact ? [stepOn(flow, toEvent(flow, fact))] : [];
};

const answer = (flow: Flow, { which, how }: Move): readonly Step[] => {
  const effect = pick([...flow.pending.values()], which);
  const facts = effect ? (pick(answersOf(effect), how) ?? []) : [];
  const steps: Step[] = [];
  for (const fact of facts) {
    const before = steps.at(-1)?.after ?? flow;
    steps.push(stepOn(before, toEvent(before, fact, effect?.key ?? null)));
  }
  return steps;
};

const stepOn = (before: Flow, event: FlowEvent): Step => {
  const after = canTake(before, event) ? fold(before, event)?.flow : undefined;
  if (!after)
    throw new Error(
      `${event.type} about ${JSON.stringify(event.data)} is refused in ${String(before.snapshot.value)}.`,
    );
  return { before, event, after };
};

const commands = ({ snapshot }: Flow, { kind, how }: Move): readonly Fact[] => {
  const items = Object.values(snapshot.context.items);
  if (kind === 'retry')
    return items
      .filter(isSettled)
      .map((item) => retried(item.id, item.attempt + 1, how % 2 === 0 ? undefined : editOf(item)));
  if (kind === 'cancel-item') return items.map(({ id }) => cancelRequested(id));
  return kind === 'discard' ? [discarded] : [cancelRequested()];
};

const editOf = ({ id, kind, name: old }: Item): unknown => {
  if (kind === 'mcp') return { name: `${old ?? ''}-edited`, command: 'x' };
  if (kind === 'install' || kind === 'skill') return ` ${old ?? ''}-edited `;
  return { model: { provider: 'q', model: 'n' }, skills: { mode: 'exactly', keep: [], optional: [] }, env: {} }[id];
};

const pick = <T>(from: readonly T[], index: number): T | undefined => from[index % from.length];
