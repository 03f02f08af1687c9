import type { FlowView, ItemView } from '../../../src/machines/flow/view.ts';
import type { FlowText } from '../i18n/en/flow.ts';
import { toShortName } from './item-facts.ts';

/** The item as part of a sentence: `the MCP server linear`. */
export const toNameInText = (item: ItemView, { names }: FlowText): string => {
  const name = toShortName(item.name ?? '');
  if (item.kind === 'mcp')
    return item.name === '' || item.name === undefined ? names.mcpNameless : names.mcp(item.name);
  if (item.kind !== 'step') return names[item.kind](name);
  return isStep(item.id) ? names[item.id] : item.id;
};

/** The same where a sentence or a heading begins with it. */
export const toName = (item: ItemView, text: FlowText): string => {
  const name = toNameInText(item, text).replace(/^(?:the|its|an?) /, '');
  return name.slice(0, 1).toUpperCase() + name.slice(1);
};

/** What a row of the list calls it: `code` is set in mono. */
export const toLabel = (item: ItemView, { plan, profile }: FlowView, { steps }: FlowText): Label => {
  if (item.kind === 'install') return { code: toShortName(item.name ?? '') };
  if (item.kind !== 'step') return item.name ? { code: item.name } : { words: steps.nameless };
  if (item.id === 'alias') return { words: steps.alias(profile) };
  if (item.id === 'skills') return { words: steps.skills[plan.skills.mode] };
  if (item.id === 'model') return toModelLabel(plan, steps);
  return { words: item.id === 'identity' || item.id === 'env' ? steps[item.id] : item.id };
};

export type Label = Readonly<{ words?: string; code?: string }>;

const toModelLabel = ({ model }: FlowView['plan'], steps: FlowText['steps']): Label => {
  if (model === undefined) return { words: steps.noModel };
  const named = [model.provider, model.model].filter((part) => part.trim() !== '');
  return named.length === 2 ? { code: named.join(' · ') } : { words: steps.model };
};

const stepIds = ['identity', 'alias', 'env', 'model', 'skills'] as const;
const isStep = (id: string): id is (typeof stepIds)[number] => stepIds.some((step) => step === id);
