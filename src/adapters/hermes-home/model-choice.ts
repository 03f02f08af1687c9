import { toProviderSlug } from '../providers/provider-slug.ts';

/** A provider and model as they are written to config.yaml. */
export type ModelPair = Readonly<{ provider: string; model: string }>;

/** What the profile already has that decides how a choice is read. */
export type ModelSurroundings = Readonly<{
  /** Provider in the profile's config.yaml; null when it has none. */
  current: string | null;
  /** Providers the profile's own config.yaml defines. */
  own: ReadonlySet<string>;
}>;

/**
 * The pair Hermes would write for a choice: the model spelled as the provider's API wants it, and an unknown provider of
 * a `vendor/model` replaced by an aggregator. The provider is otherwise kept as typed.
 */
export const normaliseModel = (choice: ModelPair, around: ModelSurroundings): ModelPair => {
  const provider = choice.provider.trim();
  const model = choice.model.trim();
  const slug = toProviderSlug(provider);
  if (slug === 'custom' || slug.startsWith('custom:') || around.own.has(slug)) return { provider, model };
  if (aggregators.has(slug)) return { provider, model: withVendor(model) };
  if (!directProviders.has(slug)) return { provider: model.includes('/') ? aggregatorOf(around) : provider, model };
  return { provider, model: toProviderModel(slug, model) };
};

const aggregatorOf = ({ current }: ModelSurroundings) =>
  current !== null && aggregators.has(toProviderSlug(current)) ? current : 'openrouter';

const withVendor = (model: string) => {
  if (model.includes('/')) return model;
  const vendor = vendorPatterns.find(([pattern]) => pattern.test(model))?.[1];
  return vendor === undefined ? model : `${vendor}/${model}`;
};

const toProviderModel = (slug: string, model: string): string => {
  const bare = withoutVendor(slug, model);
  if (slug === 'anthropic') return bare.replaceAll('.', '-');
  if (slug === 'deepseek') return deepseekModels.has(bare) ? bare : 'deepseek-v4-flash';
  return bare;
};

const withoutVendor = (slug: string, model: string) => {
  const slash = model.indexOf('/');
  const vendor = model.slice(0, slash).toLowerCase();
  return slash > 0 && (vendorsOf[slug] ?? [slug]).includes(vendor) ? model.slice(slash + 1) : model;
};

const aggregators: ReadonlySet<string> = new Set(['openrouter', 'nous', 'ai-gateway', 'kilocode']);

/** Prefixes a provider's own models are known under elsewhere; by default its slug. */
const vendorsOf: Readonly<Record<string, readonly string[]>> = {
  anthropic: ['anthropic'],
  'openai-codex': ['openai', 'openai-codex'],
  'openai-api': ['openai', 'openai-api'],
  copilot: ['openai', 'anthropic', 'google', 'x-ai', 'copilot'],
  'copilot-acp': ['openai', 'anthropic', 'google', 'x-ai', 'copilot-acp'],
  zai: ['z-ai', 'zai', 'zhipu'],
  gemini: ['google', 'gemini'],
  vertex: ['google', 'vertex'],
  xai: ['x-ai', 'xai'],
  'xai-oauth': ['x-ai', 'xai', 'xai-oauth'],
  minimax: ['minimax', 'minimaxai'],
  'minimax-oauth': ['minimax', 'minimaxai'],
  'minimax-cn': ['minimax', 'minimaxai'],
  xiaomi: ['xiaomi'],
  deepseek: ['deepseek', 'deepseek-ai'],
  'kimi-coding': ['moonshotai', 'kimi', 'kimi-coding'],
  'kimi-coding-cn': ['moonshotai', 'kimi', 'kimi-coding-cn'],
  alibaba: ['qwen', 'alibaba'],
  'alibaba-coding-plan': ['qwen', 'alibaba'],
  'qwen-oauth': ['qwen', 'qwen-oauth'],
  stepfun: ['stepfun', 'stepfun-ai'],
  arcee: ['arcee', 'arcee-ai'],
};

/** Providers Hermes talks to directly. New ones appear with its releases; unknown ones are handled as Hermes does. */
const directProviders: ReadonlySet<string> = new Set([
  ...['fireworks', 'moa', 'novita', 'lmstudio', 'anthropic', 'openai-codex', 'openai-api', 'alibaba'],
  ...['alibaba-coding-plan', 'xai', 'xai-oauth', 'xiaomi', 'tencent-tokenhub', 'nvidia', 'copilot', 'copilot-acp'],
  ...['huggingface', 'gemini', 'vertex', 'deepseek', 'zai', 'kimi-coding', 'kimi-coding-cn', 'stepfun', 'minimax'],
  ...['minimax-oauth', 'minimax-cn', 'ollama-cloud', 'arcee', 'gmi', 'opencode-zen', 'opencode-go', 'bedrock'],
  ...['azure-foundry', 'qwen-oauth', 'actual', 'deepinfra', 'upstage'],
]);

const vendorPatterns: readonly (readonly [RegExp, string])[] = [
  [/^claude/i, 'anthropic'],
  [/^(?:gpt|o[134](?:-|$)|chatgpt|codex)/i, 'openai'],
  [/^(?:gemini|gemma)/i, 'google'],
  [/^grok/i, 'x-ai'],
  [/^deepseek/i, 'deepseek'],
  [/^glm/i, 'z-ai'],
  [/^kimi/i, 'moonshotai'],
  [/^qwen/i, 'qwen'],
  [/^minimax/i, 'minimax'],
  [/^(?:mistral|codestral|devstral)/i, 'mistralai'],
  [/^llama/i, 'meta-llama'],
  [/^hermes/i, 'nousresearch'],
  [/^nemotron/i, 'nvidia'],
  [/^mimo/i, 'xiaomi'],
  [/^step-/i, 'stepfun'],
];

const deepseekModels: ReadonlySet<string> = new Set(['deepseek-v4-flash', 'deepseek-v4-pro']);
