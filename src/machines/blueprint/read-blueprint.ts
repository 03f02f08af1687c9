import { type Document, isCollection, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import type { PlanInput } from '../flow/plan.ts';
import { checkPlan, pathText, type PathTextOf, type PlanDraft } from './check-plan.ts';
import { fillSecrets, type Missing } from './fill-secrets.ts';

export type BlueprintSource = Readonly<{
  text: string;
  /** What faults call it. */
  name: string;
  /** Values for `${NAME}` in secrets. */
  env: Readonly<Record<string, string | undefined>>;
  /** What is laid over the blueprint before it is checked. */
  merge?: (draft: PlanDraft) => PlanDraft;
}>;

/** A plan, and the places that need a variable there is none of; or why there is no plan, a fault a line. */
export type ReadBlueprint =
  | Readonly<{ ok: true; plan: PlanInput; missing: readonly MissingVariable[] }>
  | Readonly<{ ok: false; faults: readonly string[] }>;

/** A secret without its variable: `text` tells a person, with the line. The plan has it without what is missing. */
export type MissingVariable = Missing & Readonly<{ text: string }>;

/**
 * Reads a blueprint: the keys of a plan, in YAML. Scalars are text as written, so `0777` and `on` stay what they are;
 * `${NAME}` in a secret is taken from the environment. Faults name the line and the path.
 */
export const readBlueprint = ({ text, name, env, merge = (draft) => draft }: BlueprintSource): ReadBlueprint => {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const where: PathTextOf = (path) => `${name}${lineText(lineOf(document, lines, path))}`;
  const [error] = document.errors;
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    return { ok: false, faults: [`${name}:${line}: not readable as YAML: ${error.message}.`] };
  }
  const draft = toDraft(document);
  if (draft === null) return { ok: false, faults: [`${name}: a blueprint is a map with at least "name:".`] };
  const filled = fillSecrets(draft, env);
  const checked = checkPlan(merge(filled.draft), where);
  if (!checked.ok) return checked;
  const missing = filled.missing.map((one) => ({ ...one, text: `${where(one.path)}: ${missingText(one)}` }));
  return { ...checked, missing };
};

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

const lineText = (line: number | null): string => (line === null ? '' : `:${line}`);

const missingText = ({ name, path }: Missing): string =>
  `${pathText(path)} needs the environment variable ${name}, which is not set.`;
