import { assign, fromPromise, setup } from 'xstate';
import { ApiProblem } from '../api/api-problem.ts';
import type { Draft } from './draft.ts';
import type { Secrets } from './secrets.ts';
import { placeOf, type Step } from './steps.ts';
import { toPlan } from './to-plan.ts';
import type { PlanInput } from '../../../src/machines/flow/plan.ts';

/** What a builder starts from. */
export type BuilderInput = Readonly<{
  draft: Draft;
  secrets: Secrets;
  /** Slots that had a value once; one without a value in `secrets` was forgotten and has to be entered again. */
  given: readonly string[];
  furthest: Step;
  key: string;
  /** This content was sent and no answer came: the profile may exist, made of it. */
  isUnanswered: boolean;
}>;

export type BuilderContext = BuilderInput &
  Readonly<{
    /** Steps that Continue was refused on: they show what is missing, too. */
    checked: readonly Step[];
    /** Why the server did not take the last create. */
    refusal: unknown;
    /** The flow that creates the profile. */
    flow: string | null;
  }>;

export type BuilderEvent =
  | Readonly<{ type: 'changed'; part: Partial<Draft>; key: string }>
  | Readonly<{ type: 'secret.set'; slot: string; value: string; key: string }>
  /** Another draft takes the place of this one. */
  | Readonly<{ type: 'opened'; opened: BuilderInput }>
  | Readonly<{ type: 'step.entered'; step: Step }>
  | Readonly<{ type: 'step.refused'; step: Step }>
  | Readonly<{ type: 'create' }>;

/** Sends a plan; the same key again is the same create. Answers with the flow's id. */
export type CreateFlow = (input: Readonly<{ plan: PlanInput; key: string }>, signal: AbortSignal) => Promise<string>;

/** The actor that sends a plan, as `create` of the machine. */
export const toCreateActor = (create: CreateFlow) =>
  fromPromise<string, Parameters<CreateFlow>[0]>(({ input, signal }) => create(input, signal));

/**
 * A draft on its way to a flow. Which step is shown is the address's business. `key` names one content of the draft:
 * every change brings a new one, so that sending the same content again can only ever make one profile.
 */
export const builderMachine = setup({
  types: {} as { context: BuilderContext; events: BuilderEvent; input: BuilderInput },
  actors: { create: toCreateActor(() => Promise.reject(new Error('Provide "create".'))) },
}).createMachine({
  id: 'builder',
  context: ({ input }) => begin(input),
  initial: 'editing',
  on: {
    'step.entered': {
      actions: assign(({ context, event: { step } }) => ({
        furthest: placeOf(step) > placeOf(context.furthest) ? step : context.furthest,
      })),
    },
    'step.refused': {
      actions: assign(({ context, event: { step } }) => ({ checked: [...new Set([...context.checked, step])] })),
    },
  },
  states: {
    editing: {
      on: {
        changed: {
          actions: assign(({ context, event: { part, key } }) => ({
            draft: { ...context.draft, ...part },
            key,
            ...unsent,
          })),
        },
        'secret.set': {
          actions: assign(({ context, event: { slot, value, key } }) => ({
            ...withSecret(context, slot, value),
            key,
            ...unsent,
          })),
        },
        opened: { actions: assign(({ event }) => begin(event.opened)) },
        create: 'creating',
      },
    },
    creating: {
      entry: assign({ isUnanswered: true }),
      invoke: {
        src: 'create',
        input: ({ context: { draft, secrets, key } }) => ({ plan: toPlan(draft, secrets), key }),
        onDone: { target: 'created', actions: assign(({ event }) => ({ flow: event.output, refusal: null })) },
        onError: { target: 'editing', actions: assign(({ event }) => toRefused(event.error)) },
      },
    },
    created: { type: 'final' },
  },
});

const begin = (input: BuilderInput): BuilderContext => ({ ...input, checked: [], refusal: null, flow: null });

const unsent = { refusal: null, isUnanswered: false };

const toRefused = (error: unknown) => ({
  refusal: error,
  isUnanswered: !(error instanceof ApiProblem && error.problem.status < 500),
});

const withSecret = ({ secrets, given }: BuilderContext, slot: string, value: string) => {
  const { [slot]: _, ...others } = secrets;
  const otherSlots = given.filter((one) => one !== slot);
  return value === ''
    ? { secrets: others, given: otherSlots }
    : { secrets: { ...others, [slot]: value }, given: [...otherSlots, slot] };
};
