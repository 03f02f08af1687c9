import { pathText } from '../../../../src/machines/blueprint/check-plan.ts';
import { type MissingVariable, readBlueprint } from '../../../../src/machines/blueprint/read-blueprint.ts';
import { writeBlueprint } from '../../../../src/machines/blueprint/write-blueprint.ts';
import { type Plan, type PlanEdit, planEditSchema } from '../../../../src/machines/flow/plan.ts';
import { parseProfileName } from '../../../../src/machines/flow/profile-name.ts';
import { revealEntry, revealPlan, sealPlan, type Secrets } from '../../../../src/machines/flow/secrets.ts';
import { createVariableNames } from '../../builder/files/variable-names.ts';

/** A recorded plan as a blueprint: each secret is a `${NAME}`; `references` has what that stands for. */
export type PlanText = Readonly<{ text: string; references: ReadonlyMap<string, string> }>;

/** A plan that was read: to be folded, and as it is sent, with new secrets in it. Or what is wrong, a fault a line. */
export type ReadPlan =
  | Readonly<{ ok: true; plan: Plan; edit: PlanEdit }>
  | Readonly<{ ok: false; faults: readonly string[] }>;

export const writePlan = (plan: Plan): PlanText => {
  const nameFor = createVariableNames();
  // Those of the profile itself first: they are called what they are.
  const all = new Set([...secretsOf({ ...plan, mcpServers: [] }), ...secretsOf(plan)]);
  const names = new Map([...all].map((reference) => [reference, nameFor(...toNames(reference))]));
  const secrets: Secrets = Object.fromEntries([...names].map(([reference, name]) => [reference, `\${${name}}`]));
  const revealed = revealPlan(plan, secrets);
  if ('missing' in revealed) throw new Error('Every secret of the plan has a name.');
  const references = new Map([...names].map(([reference, name]) => [name, reference]));
  return { text: writeBlueprint(revealed.value), references };
};

/** References of all secrets that are none but references. */
export const secretsOf = (plan: PlanEdit): readonly string[] => {
  const revealed = revealEntry(plan, {});
  return 'missing' in revealed ? [...new Set(revealed.missing)] : [];
};

/** Reads a blueprint in which `${NAME}` is a secret of the recorded plan, or one that has no value yet. */
export const readPlan = (text: string, { references }: PlanText): ReadPlan => {
  const read = readBlueprint({ text, name: 'plan', env: {} });
  if (!read.ok) return read;
  const name = parseProfileName(read.plan.name);
  if (!name.ok) return { ok: false, faults: [`plan: name: ${name.message}`] };
  const { missing } = read;
  const mixed = missing.filter(({ path }) => valueAt(read.plan, path) !== '');
  if (mixed.length > 0) return { ok: false, faults: mixed.map(toMixedFault) };
  const { plan: blank } = sealPlan(read.plan);
  // A secret nobody knows is named by its place, as a server that seals the plan would.
  const toSecret = (one: MissingVariable) => {
    const secret = references.get(one.name);
    return secret === undefined ? valueAt(blank, one.path) : { secret };
  };
  const draft = missing.reduce<unknown>((plan, one) => setAt(plan, one.path, toSecret(one)), {
    ...read.plan,
    name: name.name,
  });
  const edit = planEditSchema.parse(draft);
  return { ok: true, edit, plan: sealPlan(edit).plan };
};

/** Short and long name of a variable for a secret: of `mcp.docs.env.KEY` they are `KEY` and `docs_KEY`. */
const toNames = (reference: string): readonly [string, string] => {
  const [place, server = '', kind, name = 'token'] = reference.split('.');
  if (place === 'env') return [server, server];
  return [kind === 'env' ? name : `${server}_${name}`, `${server}_${name}`];
};

const toMixedFault = ({ text, path, name }: MissingVariable): string =>
  `${text.split(': ')[0] ?? ''}: ${pathText(path)}: write \${${name}} alone, or a value of its own.`;

type Path = readonly PropertyKey[];

const valueAt = (value: unknown, [key, ...rest]: Path): unknown => {
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  return valueAt(new Map(Object.entries(value)).get(String(key)), rest);
};

const setAt = (value: unknown, [key, ...rest]: Path, part: unknown): unknown => {
  if (key === undefined) return part;
  if (Array.isArray(value)) return value.map((one: unknown, index) => (index === key ? setAt(one, rest, part) : one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === key ? setAt(one, rest, part) : one]),
  );
};
