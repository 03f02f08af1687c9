import { createContext, use } from 'react';
import type { BuilderInput } from './builder-machine.ts';
import type { Draft } from './draft.ts';
import type { Secrets } from './secrets.ts';
import type { Step } from './steps.ts';
import type { FieldError, Known } from './validity/field-error.ts';

/** What a step of the builder works with. */
export type Builder = Readonly<{
  draft: Draft;
  secrets: Secrets;
  /** The step shown. */
  step: Step;
  /** Moves the focus to the step, once it is on the page. */
  arrive: () => void;
  known: Known;
  /** Slots of secrets that had a value once; `forgottenOf` tells those to enter again. */
  given: readonly string[];
  /** The last of the steps that have been looked at. */
  furthest: Step;
  /** The plan is on its way to the server. */
  isCreating: boolean;
  /** Replaces parts of the draft: `change({ skills: { ...draft.skills, mode: 'none' } })`. */
  change: (part: Partial<Draft>) => void;
  /** Sets the value of a secret; an empty one takes it away. Slots: `slotOf`. */
  setSecret: (slot: string, value: string) => void;
  /** Shows a step, if everything before it is in order, and focuses `[data-field="…"]` on it. */
  go: (step: Step, field?: string) => void;
  create: () => void;
  /** Why the last create was refused, when no field is to blame. */
  refusal: unknown;
  /** Puts another draft in the place of this one. */
  open: (opened: Partial<BuilderInput>) => void;
  /** What to tell at a field now: what is missing only after Continue was refused. */
  errorOf: (field: string) => FieldError | undefined;
}>;

export const BuilderContext = createContext<Builder | null>(null);

/** The builder around this step. */
export const useBuilder = (): Builder => {
  const builder = use(BuilderContext);
  if (builder === null) throw new Error('useBuilder() needs a <BuilderProvider> around it.');
  return builder;
};
