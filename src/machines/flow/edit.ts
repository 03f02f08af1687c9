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
  return { ...context, items, plan: editedPlan(context.plan, item, edit) };
};

const nameAfter = (item: Item, edit: unknown): string | null => {
  if (typeof edit === 'string') return edit.trim();
  const server = z.object({ name: z.string() }).safeParse(edit);
  return item.kind === 'mcp' && server.success ? server.data.name.trim() : item.name;
};

const editedPlan = (plan: Plan, item: Item, edit: unknown): Plan => {
  const patch =
    item.kind === 'mcp'
      ? { mcpServers: replaced(plan.mcpServers, item.index, edit) }
      : item.kind === 'install'
        ? { hubSkills: replaced(plan.hubSkills, item.index, edit) }
        : item.kind === 'step'
          ? { [item.id]: edit }
          : {};
  const parsed = planSchema.safeParse({ ...plan, ...patch });
  return parsed.success ? parsed.data : plan;
};

const replaced = (list: readonly unknown[], index: number | null, entry: unknown): readonly unknown[] =>
  list.map((old, at) => (at === index ? entry : old));
