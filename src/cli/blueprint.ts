import { dirname, join, resolve } from 'node:path';
import type { CheckedPlan, PlanDraft } from '../machines/blueprint/check-plan.ts';
import { readBlueprint } from '../machines/blueprint/read-blueprint.ts';
import type { PlanInput } from '../machines/flow/plan.ts';
import { usageError } from './cli-error.ts';
import type { Environment } from './io.ts';

export type BlueprintSource = Readonly<{
  text: string;
  /** File as the user named it; `-` is stdin. */
  file: string;
  /** Absolute directory that relative folders in it are meant from. */
  directory: string;
  homedir: string;
  env: Environment;
}>;

/** Reads a blueprint with the flags laid over it. Throws a usage error naming file, line and path. */
export const parseBlueprint = (source: BlueprintSource, merge?: (draft: PlanDraft) => PlanDraft): PlanInput => {
  const { text, file, env } = source;
  const read = readBlueprint({ text, env, name: file === '-' ? 'stdin' : file, ...(merge && { merge }) });
  if (read.ok && read.missing.length > 0) throw usageError(read.missing.map((one) => one.text).join('\n'));
  const plan = planOf(read);
  return { ...plan, hubSkills: plan.hubSkills.map((identifier) => toIdentifier(identifier, source)) };
};

/** The plan, or a usage error with every fault. */
export const planOf = (checked: CheckedPlan): PlanInput => {
  if (!checked.ok) throw usageError(checked.faults.join('\n'));
  return checked.plan;
};

/** A hub skill that is written as a relative or home folder becomes the absolute one. */
export const toIdentifier = (
  identifier: string,
  { directory, homedir }: Pick<BlueprintSource, 'directory' | 'homedir'>,
): string => {
  if (/^\.{1,2}(\/|$)/.test(identifier)) return resolve(directory, identifier);
  return identifier.startsWith('~/') ? join(homedir, identifier.slice(2)) : identifier;
};

/** Directory a blueprint's relative folders are meant from; stdin has the working directory. */
export const directoryOf = (file: string, cwd: string): string => (file === '-' ? cwd : dirname(resolve(cwd, file)));
