import { z } from 'zod';
import type { FlowContext } from './context.ts';
import type { Item } from './item.ts';
import { type Plan, planEditSchema, planSchema } from './plan.ts';

const { mcpServers, env, model, skills, alias } = planEditSchema.shape;

/** What may be edited when an item is retried: the shape of its entry in the plan, by item. */
export const editSchemaOf = ({ id, kind }: Pick<Item, 'id' | 'kind'>): z.ZodType => {
  if (kind === 'mcp') return mcpServers.unwrap().element;
  if (kind === 'install' || kind === 'skill') return z.string().trim().min(1);
  return { env, model, skills, alias }[id] ?? z.never();
};

/** The item's entry in the plan; undefined when it has none. */
export const entryOf = (plan: Plan, { id, kind, index }: Pick<Item, 'id' | 'kind' | 'index'>): unknown => {
  if (kind === 'mcp') return plan.mcpServers[index ?? -1];
  if (kind === 'install') return plan.hubSkills[index ?? -1];
  return { env: plan.env, model: plan.model, skills: plan.skills, alias: plan.alias }[id];
};

/** The context with the item's entry in the plan replaced; the item keeps its id. */
export const applyEdit = (context: FlowContext, item: Item, edit: unknown): FlowContext => {
  const next = edit === undefined ? item : { ...item, name: nameAfter(item, edit) };
  const items = { ...context.items, [item.id]: next };
  if (edit === undefined) return { ...context, items };
  return { ...context, items, plan: editPlan(context.plan, item, edit) ?? context.plan };
};

/** The plan with the item's entry replaced; `null` when the item has none or the edit does not fit it. */
export const editPlan = (plan: Plan, item: Item, edit: unknown): Plan | null => {
  const patch = patchOf(plan, item, edit);
  const parsed = planSchema.safeParse({ ...plan, ...patch });
  return patch && parsed.success ? parsed.data : null;
};

const nameAfter = (item: Item, edit: unknown): string | null => {
  if (typeof edit === 'string') return edit.trim();
  const server = z.object({ name: z.string() }).safeParse(edit);
  return item.kind === 'mcp' && server.success ? server.data.name.trim() : item.name;
};

const patchOf = (plan: Plan, item: Item, edit: unknown): object | null => {
  if (item.kind === 'mcp') return { mcpServers: replaced(plan.mcpServers, item.index, edit) };
  if (item.kind === 'install') return { hubSkills: replaced(plan.hubSkills, item.index, edit) };
  if (item.kind === 'skill') return typeof edit === 'string' ? { skills: renamedSkill(plan, item.name, edit) } : null;
  return ['env', 'model', 'skills', 'alias'].includes(item.id) ? { [item.id]: edit } : null;
};

const renamedSkill = ({ skills }: Plan, from: string | null, to: string): Plan['skills'] => {
  const renamed = (names: readonly string[]) => names.map((name) => (name === from ? to.trim() : name));
  return { ...skills, keep: renamed(skills.keep), optional: renamed(skills.optional) };
};

const replaced = (list: readonly unknown[], index: number | null, entry: unknown): readonly unknown[] =>
  list.map((old, at) => (at === index ? entry : old));
