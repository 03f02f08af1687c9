import { copilotModels } from '../providers/copilot-models.ts';
import { toProviderSlug } from '../providers/provider-slug.ts';

/** Providers that route to others and want `vendor/model`. */
export const aggregators: ReadonlySet<string> = new Set(['openrouter', 'nous', 'ai-gateway', 'kilocode']);

/** A model spelled as the API of the provider (a canonical slug) wants it, by Hermes' rules. Source: Hermes 0.19 and 0.20. */
export const spellModel = (slug: string, model: string): string => {
  if (aggregators.has(slug)) return withVendor(model);
  switch (slug) {
    case 'anthropic':
      return hyphened(withoutOwnPrefix(slug, model));
    case 'opencode-zen':
      return withoutVendor(model).toLowerCase().startsWith('claude-')
        ? hyphened(withoutVendor(model))
        : withoutVendor(model);
    case 'opencode-go':
      return withoutVendor(model);
    case 'copilot':
    case 'copilot-acp':
      return toCopilotModel(model);
    case 'openai-codex':
      return withoutOwnPrefix(slug, model).replace(/^openai\//, '');
    case 'deepseek':
      return toDeepseekModel(withoutOwnPrefix(slug, model));
    case 'xiaomi':
      return withoutOwnPrefix(slug, model).toLowerCase();
    default:
      return repaired.has(slug) ? withoutOwnPrefix(slug, model) : model;
  }
};

/** Direct providers whose models are often copied with the provider's name in front. */
const repaired: ReadonlySet<string> = new Set([
  ...['zai', 'kimi-coding', 'kimi-coding-cn', 'minimax', 'minimax-oauth', 'minimax-cn', 'alibaba', 'qwen-oauth'],
  ...['arcee', 'ollama-cloud', 'gemini', 'xai'],
]);

/** Without a first segment that is another name of the provider itself. */
const withoutOwnPrefix = (slug: string, model: string): string => {
  const [prefix, rest] = splitVendor(model);
  return prefix !== '' && rest !== '' && toProviderSlug(prefix) === slug ? rest : model;
};

const withoutVendor = (model: string): string => splitVendor(model)[1] || model;

const splitVendor = (model: string): readonly [vendor: string, rest: string] => {
  const slash = model.indexOf('/');
  return slash < 0 ? ['', model] : [model.slice(0, slash).trim(), model.slice(slash + 1).trim()];
};

/** What still has a vendor is no model of the provider's own, and is left as it is. */
const hyphened = (model: string): string => (model.includes('/') ? model : model.replaceAll('.', '-'));

const toCopilotModel = (model: string): string => {
  const spellings = [model, withoutVendor(model), model.replace(/-(?:mini|nano|chat)$/, '')];
  return spellings.map((each) => copilotModels.get(each)).find((each) => each !== undefined) ?? withoutVendor(model);
};

/** Anything but the numbered series is a name its API no longer takes. */
const toDeepseekModel = (model: string): string => {
  if (model.includes('/')) return model;
  const name = model.toLowerCase();
  return /^deepseek-v\d+(?:[-.].+)?$/.test(name) ? name : 'deepseek-v4-flash';
};

const withVendor = (model: string): string => {
  if (model.includes('/')) return model;
  const name = model.toLowerCase();
  const first = name.split('-')[0] ?? '';
  const vendor = vendorOf.get(first) ?? [...vendorOf].find(([start]) => name.startsWith(start))?.[1];
  return vendor === undefined ? model : `${vendor}/${model}`;
};

/** Vendors by how the names of their models start. */
const vendorOf: ReadonlyMap<string, string> = new Map([
  ['claude', 'anthropic'],
  ['gpt', 'openai'],
  ['o1', 'openai'],
  ['o3', 'openai'],
  ['o4', 'openai'],
  ['gemini', 'google'],
  ['gemma', 'google'],
  ['deepseek', 'deepseek'],
  ['glm', 'z-ai'],
  ['kimi', 'moonshotai'],
  ['minimax', 'minimax'],
  ['grok', 'x-ai'],
  ['qwen', 'qwen'],
  ['mimo', 'xiaomi'],
  ['trinity', 'arcee-ai'],
  ['nemotron', 'nvidia'],
  ['llama', 'meta-llama'],
  ['step', 'stepfun'],
]);
