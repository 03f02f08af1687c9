import type { Problem } from './codes.ts';
import { type FlowContext, itemOf } from './context.ts';
import type { Effect, EffectType } from './effects.ts';
import type { EventType, Fact } from './events.ts';
import { toFact } from './record.ts';

/** The facts an owed effect can be answered with, for those who ask what if: the plain success first. */
export const toAnswers = (effect: Effect, context: FlowContext): readonly Fact[] => {
  const types = inOrder(answers[effect.type], context);
  return types.flatMap((type) => toAnswer(effect.params, type, { context }) ?? []);
};

type Details = Readonly<{ context: FlowContext; data?: Readonly<Record<string, unknown>> | undefined }>;

/**
 * A fact of that type that answers an effect of these parameters, with the given data and for the rest the least its shape has: nothing
 * written, no path, a problem that says it is a trial. Null when that does not fit the shape.
 */
export const toAnswer = (params: Effect['params'], type: EventType, { context, data }: Details): Fact | null => {
  const item = 'item' in params ? itemOf(context, params.item) : undefined;
  const about = { name: item?.name ?? '', path: item?.id === 'identity' ? (context.path ?? '') : '' };
  return toFact(type, { ...plain, ...about, ...data, ...params });
};

/** Whether it ends what its item is at; the others only move it on. */
export const isEnding = (type: EventType): boolean => type !== 'install.queued' && type !== 'install.started';

const problem: Problem = { code: 'internal/unexpected', message: 'It failed in a trial.', nextAction: 'retry' };

/** What any event may have; each takes what its own shape knows. */
const plain = { wrote: {}, seeded: [], disabled: [], added: [], pid: 0, problem, outcome: 'cancelled' };

const installEnds = ['install.succeeded', 'install.failed', 'install.timed-out', 'install.cancelled'] as const;

const answers: Readonly<Record<EffectType, readonly EventType[]>> = {
  createIdentity: ['identity.created', 'identity.rejected'],
  writeAlias: ['alias.written', 'alias.skipped'],
  writeEnv: ['env.written', 'env.failed'],
  writeModel: ['model.written', 'model.failed', 'model.skipped'],
  writeMcp: ['mcp.written', 'mcp.failed'],
  applySkills: ['skills.applied', 'skills.failed'],
  enableSkill: ['skills.applied', 'skill.failed'],
  spawnInstall: ['install.queued', 'install.failed'],
  awaitInstallStart: ['install.started', ...installEnds],
  awaitInstallEnd: installEnds,
  // Who asked for a stop expects it; an install that was quicker ends as what it was.
  stopInstall: installEnds.toReversed(),
  completeFlow: ['flow.completed'],
  cancelFlow: ['flow.cancelled'],
};

/** Every event an item can end with. */
export const endings: readonly EventType[] = [
  ...new Set(
    Object.values(answers)
      .flat()
      .filter((type) => isEnding(type) && !type.startsWith('flow.')),
  ),
];

/** What the plan does not ask for is skipped. */
const inOrder = (types: readonly EventType[], { plan }: FlowContext): readonly EventType[] => {
  const skipped: EventType | null =
    types.includes('model.skipped') && !plan.model
      ? 'model.skipped'
      : types.includes('alias.skipped') && !plan.alias
        ? 'alias.skipped'
        : null;
  return skipped === null ? types : [skipped, ...types.filter((type) => type !== skipped)];
};
