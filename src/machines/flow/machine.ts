import { setup } from 'xstate';
import { createContext, type FlowContext, type FlowInput } from './context.ts';
import { effectActions } from './effects.ts';
import type { FlowEvent } from './events.ts';
import {
  areInstallsAsked,
  canCancel,
  canRetry,
  isCompleting,
  isNewSkill,
  isStageSettled,
  itemTakes,
  owesCancellation,
  owesCompletion,
} from './guards.ts';
import {
  addSkill,
  beginCancellation,
  beginCompletion,
  beginIdentity,
  beginRest,
  beginStage,
  close,
  followInstall,
  requestCancel,
  retryItem,
  settleItem,
  type Reaction,
} from './reactions.ts';
import type { Stage } from './stage.ts';

const base = setup({
  types: {} as { context: FlowContext; events: FlowEvent; input: FlowInput },
  actions: effectActions,
});

type Decide = (context: FlowContext, event: FlowEvent) => Reaction;

const reaction = (decide: Decide) =>
  base.enqueueActions(({ context, event, enqueue }) => {
    const { context: next, effects } = decide(context, event);
    enqueue.assign(next);
    for (const effect of effects) enqueue(effect);
  });

/** Where nothing is asked for, a plain assign does; it costs less to fold. */
const change = (decide: (context: FlowContext, event: FlowEvent) => FlowContext) =>
  base.assign(({ context, event }) => decide(context, event));

/** The initial event of a flow has no time of its own: its context has. */
const timeOf = (context: FlowContext, event: FlowEvent): string => event.at ?? context.startedAt;

const begin = (stage: Stage) => reaction((context, event) => beginStage(context, timeOf(context, event), stage));

const onlyFor =
  <T extends FlowEvent['type']>(
    type: T,
    decide: (context: FlowContext, event: Extract<FlowEvent, { type: T }>) => Reaction,
  ): Decide =>
  (context, event) =>
    event.type === type ? decide(context, event as Extract<FlowEvent, { type: T }>) : { context, effects: [] };

const built = base.extend({
  actions: {
    beginIdentity: reaction((context, event) => beginIdentity(context, timeOf(context, event))),
    beginRest: reaction((context, event) => beginRest(context, event.at)),
    beginModel: begin('model'),
    beginMcp: begin('mcp'),
    beginSkills: begin('skills'),
    beginInstalls: begin('spawned'),
    settleItem: change(settleItem),
    addSkill: change((context, event) => (event.type === 'skill.failed' ? addSkill(context, event) : context)),
    followInstall: reaction(followInstall),
    retryItem: reaction(onlyFor('item.retried', retryItem)),
    requestCancel: reaction(onlyFor('flow.cancel-requested', requestCancel)),
    beginCompletion: reaction(beginCompletion),
    beginCancellation: reaction(beginCancellation),
    close: change(close),
  },
  guards: {
    itemTakes: ({ context, event }) => itemTakes(context, event),
    isNewSkill: ({ context, event }) => isNewSkill(context, event),
    canRetry: ({ context, event }) => canRetry(context, event),
    canCancel: ({ context, event }) => canCancel(context, event),
    isStageSettled: ({ context }, { stage }: { stage: Stage }) => isStageSettled(context, stage),
    areInstallsAsked: ({ context }) => areInstallsAsked(context),
    owesCompletion: ({ context }) => owesCompletion(context),
    owesCancellation: ({ context }) => owesCancellation(context),
    isCompleting: ({ context, event }) => isCompleting(context, event),
    isCancelled: ({ context }) => context.closing === 'cancelFlow',
  },
});

const item = { guard: 'itemTakes', actions: 'settleItem' } as const;
const followed = { guard: 'itemTakes', actions: ['settleItem', 'followInstall'] } as const;
const newSkill = { guard: 'isNewSkill', actions: 'addSkill' } as const;
const cancelFlow = {
  'flow.cancel-requested': { guard: 'canCancel', actions: 'requestCancel' },
  'flow.cancelled': { guard: 'isCancelled', target: 'cancelled', actions: 'close' },
} as const;
const cancelWhenQuiet = { guard: 'owesCancellation', actions: 'beginCancellation' } as const;
const whenSettled = <S extends Stage, T extends string>(stage: S, target: T) =>
  [cancelWhenQuiet, { guard: { type: 'isStageSettled', params: { stage } }, target }] as const;

const aliasItems = { 'alias.written': item, 'alias.skipped': item } as const;
const envItems = { 'env.written': item, 'env.failed': item } as const;
const modelItems = { 'model.written': item, 'model.failed': item, 'model.skipped': item } as const;
const mcpItems = { 'mcp.written': item, 'mcp.failed': item } as const;
const skillsItem = { 'skills.applied': item, 'skills.failed': item } as const;
const installItems = {
  'install.queued': followed,
  'install.started': followed,
  'install.succeeded': item,
  'install.failed': item,
  'install.timed-out': item,
  'install.cancelled': item,
} as const;

/** The create lifecycle. It reacts to recorded facts and names effects; it touches nothing. */
export const profileCreate1 = built.createMachine({
  id: 'profile-create@1',
  description: 'One create of a Hermes profile: a failure in one part never fails the create.',
  context: ({ input }) => createContext(input),
  initial: 'identity',
  states: {
    identity: {
      description: 'Makes the profile directory, then its alias wrapper and its environment.',
      entry: 'beginIdentity',
      on: {
        'identity.created': { guard: 'itemTakes', actions: ['settleItem', 'beginRest'] },
        'identity.rejected': { guard: 'itemTakes', target: 'rejected', actions: ['settleItem', 'close'] },
        ...aliasItems,
        ...envItems,
        ...cancelFlow,
      },
      always: whenSettled('identity', 'model'),
    },
    model: {
      description: 'Writes provider and model.',
      entry: 'beginModel',
      on: { ...modelItems, ...cancelFlow },
      always: whenSettled('model', 'mcp'),
    },
    mcp: {
      description: 'Writes each MCP server; one that fails leaves the others alone.',
      entry: 'beginMcp',
      on: { ...mcpItems, ...cancelFlow },
      always: whenSettled('mcp', 'skills'),
    },
    skills: {
      description: 'Seeds the bundle, keeps and disables skills, adds optional ones.',
      entry: 'beginSkills',
      on: { ...skillsItem, 'skill.failed': newSkill, ...cancelFlow },
      always: whenSettled('skills', 'spawned'),
    },
    spawned: {
      description: 'Starts one supervised runner per hub skill; each has its pid at once.',
      entry: 'beginInstalls',
      on: { ...installItems, ...cancelFlow },
      always: [cancelWhenQuiet, { guard: 'areInstallsAsked', target: 'installing' }],
    },
    installing: {
      description: 'Installs run, one at a time in a profile; failed items may be tried again.',
      on: {
        ...envItems,
        ...modelItems,
        ...mcpItems,
        ...skillsItem,
        'skill.failed': [newSkill, item],
        ...installItems,
        ...cancelFlow,
        'item.retried': { guard: 'canRetry', actions: 'retryItem' },
        'flow.completed': { guard: 'isCompleting', target: 'done', actions: 'close' },
      },
      always: [cancelWhenQuiet, { guard: 'owesCompletion', actions: 'beginCompletion' }],
    },
    done: {
      description: 'Every item is settled and the outcome is recorded. Failed items can still be tried again.',
      on: {
        'item.retried': { guard: 'canRetry', target: 'installing', actions: 'retryItem' },
        'flow.discarded': { target: 'discarded', actions: 'close' },
      },
    },
    cancelled: {
      description: 'Stopped by request; what was applied stays.',
      on: { 'flow.discarded': { target: 'discarded', actions: 'close' } },
    },
    rejected: { type: 'final', description: 'There is no profile and nothing was left on disk.' },
    discarded: { type: 'final', description: 'The profile this flow made was removed.' },
  },
});
