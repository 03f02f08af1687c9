import type { Draft } from './draft.ts';
import type { Secrets } from './secrets.ts';
import { placeOf, type Step, steps } from './steps.ts';
import type { FieldError, Known } from './validity/field-error.ts';
import { identityErrors } from './validity/identity.ts';
import { mcpErrors } from './validity/mcps.ts';
import { modelErrors } from './validity/model.ts';
import { skillErrors } from './validity/skills.ts';

/** A draft, and what the machine it is made for is known to have. */
export type Judged = Readonly<{ draft: Draft; secrets: Secrets; known: Known }>;

/** What is wrong on a step; nothing, and it may be left for a later one. */
export const errorsOf = (step: Step, judged: Judged): readonly FieldError[] => judges[step](judged);

/** The first step that has to be put right before this one, or null when it can be gone to. */
export const blockerOf = (step: Step, judged: Judged): Step | null =>
  steps.slice(0, placeOf(step)).find((earlier) => errorsOf(earlier, judged).length > 0) ?? null;

const judges: Readonly<Record<Step, (judged: Judged) => readonly FieldError[]>> = {
  identity: identityErrors,
  model: modelErrors,
  skills: skillErrors,
  mcps: mcpErrors,
  review: () => [],
};
