import type { z } from 'zod';
import { type PlanInput, planInputSchema } from '../flow/plan.ts';

/** A plan not yet checked: what a blueprint or flags say. */
export type PlanDraft = Readonly<Record<string, unknown>>;

/** How the place of a path is called: file and line. */
export type PathTextOf = (path: readonly PropertyKey[]) => string;

/** A plan, or every reason why it is none. */
export type CheckedPlan = Readonly<{ ok: true; plan: PlanInput }> | Readonly<{ ok: false; faults: readonly string[] }>;

/** Checks a draft by the plan's schema and for keys no plan has; `where` names the place of a path. */
export const checkPlan = (draft: PlanDraft, where: PathTextOf): CheckedPlan => {
  const parsed = planInputSchema.safeParse(draft);
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.map((issue) => issueText(issue, where)) };
  const [unknown] = unknownPaths(draft, parsed.data);
  if (unknown) return { ok: false, faults: [`${where(unknown)}: "${pathText(unknown)}" is not a key of a plan.`] };
  return { ok: true, plan: parsed.data };
};

/** A path as people write it: `mcpServers[0].args`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');

const issueText = ({ path, message }: z.core.$ZodIssue, where: PathTextOf): string => {
  const what = message
    .replace(/^Invalid input: /, '')
    .replace('received undefined', 'found nothing')
    .replace('received', 'found');
  return `${where(path)}: ${path.length === 0 ? 'the blueprint' : pathText(path)}: ${what}.`;
};

/** Paths of what the schema dropped: a misspelt key must not be lost silently. */
const unknownPaths = (given: unknown, kept: unknown, path: readonly PropertyKey[] = []): (readonly PropertyKey[])[] => {
  if (Array.isArray(given) && Array.isArray(kept))
    return given.flatMap((value, index) => unknownPaths(value, kept[index], [...path, index]));
  if (!isObject(given) || !isObject(kept)) return [];
  return Object.entries(given).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return Object.hasOwn(kept, key) ? unknownPaths(value, kept[key], [...path, key]) : [[...path, key]];
  });
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
