import { stringify } from 'yaml';
import { type PlanInput, planInputSchema } from '../flow/plan.ts';

/** A plan as a blueprint that reads back as the same plan; what has its default is left out. */
export const writeBlueprint = (plan: PlanInput): string => {
  const defaults: Readonly<Record<string, unknown>> = planInputSchema.parse({ name: plan.name });
  const entries = Object.entries(plan).filter(
    ([key, value]) => key === 'name' || JSON.stringify(value) !== JSON.stringify(defaults[key]),
  );
  // Folded lines would read back the same, but not look it.
  return stringify(Object.fromEntries(entries), { lineWidth: 0 });
};
