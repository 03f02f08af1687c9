import { dirname, join, resolve } from 'node:path';
import { isCollection, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { z } from 'zod';
import { type PlanInput, planInputSchema } from '../machines/flow/plan.ts';
import { usageError } from './cli-error.ts';
import { fillSecrets } from './fill-secrets.ts';
import type { Environment } from './io.ts';

/** A plan not yet checked: what a blueprint or the flags say. */
export type PlanDraft = Readonly<Record<string, unknown>>;

export type BlueprintSource = Readonly<{
  text: string;
  /** File as the user named it; `-` is stdin. */
  file: string;
  /** Absolute directory that relative folders in it are meant from. */
  directory: string;
  homedir: string;
  env: Environment;
}>;

/**
 * Reads a blueprint: the keys of a plan, in YAML. Scalars are text as written, so `0777` and `on` stay what they are;
 * `${NAME}` in a secret is taken from the environment. Throws a usage error naming file, line and path.
 */
export const parseBlueprint = (
  source: BlueprintSource,
  merge: (draft: PlanDraft) => PlanDraft = (draft) => draft,
): PlanInput => {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const where = (path: readonly PropertyKey[]): string => `${nameOf(source)}${lineText(lineOf(document, lines, path))}`;
  const [error] = document.errors;
  if (error)
    throw usageError(`${nameOf(source)}:${lines.linePos(error.pos[0]).line}: not readable as YAML: ${error.message}.`);
  const draft = toDraft(document);
  if (draft === null) throw usageError(`${nameOf(source)}: a blueprint is a map with at least "name:".`);
  const filled = fillSecrets(draft, source.env);
  if (filled.missing.length > 0) throw usageError(missingText(filled.missing, where));
  const plan = checkPlan(merge(filled.draft), where);
  return { ...plan, hubSkills: plan.hubSkills.map((identifier) => toIdentifier(identifier, source)) };
};

/** Checks a draft by the plan's schema and for keys no plan has; `where` names the place of a path. */
export const checkPlan = (draft: PlanDraft, where: (path: readonly PropertyKey[]) => string): PlanInput => {
  const parsed = planInputSchema.safeParse(draft);
  if (!parsed.success) throw usageError(parsed.error.issues.map((issue) => issueText(issue, where)).join('\n'));
  const [unknown] = unknownPaths(draft, parsed.data);
  if (unknown) throw usageError(`${where(unknown)}: "${pathText(unknown)}" is not a key of a plan.`);
  return parsed.data;
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

const toDraft = (document: Document.Parsed): PlanDraft | null => {
  visit(document, {
    Scalar: (key, node) => {
      if (key !== 'key' && node.type === 'PLAIN' && ['', '~', 'null'].includes(node.source ?? '')) node.value = null;
    },
  });
  const draft = z.record(z.string(), z.unknown()).safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!draft.success) return null;
  const { alias } = draft.data;
  return alias === 'true' || alias === 'false' ? { ...draft.data, alias: alias === 'true' } : draft.data;
};

/** Line of the deepest part of the path that is there. */
const lineOf = (document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number | null => {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if ((isScalar(node) || isCollection(node)) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
};

const nameOf = ({ file }: BlueprintSource): string => (file === '-' ? 'stdin' : file);
const lineText = (line: number | null): string => (line === null ? '' : `:${line}`);

const issueText = ({ path, message }: z.core.$ZodIssue, where: (path: readonly PropertyKey[]) => string): string => {
  const what = message
    .replace(/^Invalid input: /, '')
    .replace('received undefined', 'found nothing')
    .replace('received', 'found');
  return `${where(path)}: ${path.length === 0 ? 'the blueprint' : pathText(path)}: ${what}.`;
};

const missingText = (
  missing: readonly { name: string; path: readonly PropertyKey[] }[],
  where: (path: readonly PropertyKey[]) => string,
): string =>
  missing
    .map(
      ({ name, path }) => `${where(path)}: ${pathText(path)} needs the environment variable ${name}, which is not set.`,
    )
    .join('\n');

const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');

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
