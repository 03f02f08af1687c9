/** The steps of the builder, in order; also their names in the address. */
export const steps = ['identity', 'model', 'skills', 'mcps', 'review'] as const;

export type Step = (typeof steps)[number];

/** The step an address names, the first if it names none. */
export const toStep = (text: string | null): Step => steps.find((step) => step === text) ?? 'identity';

/** Place of a step, from 0. */
export const placeOf = (step: Step): number => steps.indexOf(step);

/** The step after (1) or before (-1) another, or null at the end. */
export const stepBeside = (step: Step, distance: 1 | -1): Step | null => steps[placeOf(step) + distance] ?? null;
