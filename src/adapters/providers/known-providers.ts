import type { AuthType } from '../../machines/ports/catalog.ts';

/** A provider Hermes knows; `from` is its id in the models.dev data, empty when that has none of its models. */
export type KnownProvider = Readonly<{
  slug: string;
  name: string;
  authType: AuthType;
  /** Variables its key is read from, the usual one first. */
  keys: readonly string[];
  from: string;
  /** It takes a key but can do without: it is a server on this machine, or an account opens it as well. */
  keyless?: 'local' | 'account';
}>;

const provider = (slug: string, name: string, keys: string, from = ''): KnownProvider => ({
  slug,
  name,
  authType: 'api_key',
  keys: keys === '' ? [] : keys.split(' '),
  from,
});

/** One that is not opened by a key in a variable. */
const signIn = (slug: string, name: string, authType: AuthType, from = ''): KnownProvider => ({
  ...provider(slug, name, '', from),
  authType,
});

/** Hermes' providers in its own order; `tests/oracle/providers.test.ts` holds them against it. Source: Hermes 0.19 and 0.20. */
export const knownProviders: readonly KnownProvider[] = [
  signIn('nous', 'Nous Portal', 'oauth_device_code'),
  provider('fireworks', 'Fireworks AI', 'FIREWORKS_API_KEY', 'fireworks-ai'),
  provider('openrouter', 'OpenRouter', 'OPENROUTER_API_KEY', 'openrouter'),
  signIn('moa', 'Mixture of Agents', 'virtual'),
  provider('novita', 'NovitaAI', 'NOVITA_API_KEY'),
  { ...provider('lmstudio', 'LM Studio', 'LM_API_KEY', 'lmstudio'), keyless: 'local' },
  provider('anthropic', 'Anthropic', 'ANTHROPIC_API_KEY ANTHROPIC_TOKEN CLAUDE_CODE_OAUTH_TOKEN', 'anthropic'),
  signIn('openai-codex', 'OpenAI Codex', 'oauth_external'),
  provider('openai-api', 'OpenAI API', 'OPENAI_API_KEY', 'openai'),
  provider('alibaba', 'Qwen Cloud', 'DASHSCOPE_API_KEY', 'alibaba'),
  signIn('xai-oauth', 'xAI Grok OAuth (SuperGrok / Premium+)', 'oauth_external', 'xai'),
  provider('xiaomi', 'Xiaomi MiMo', 'XIAOMI_API_KEY'),
  provider('tencent-tokenhub', 'Tencent TokenHub', 'TOKENHUB_API_KEY'),
  provider('nvidia', 'NVIDIA NIM', 'NVIDIA_API_KEY', 'nvidia'),
  {
    ...provider('copilot', 'GitHub Copilot', 'COPILOT_GITHUB_TOKEN GH_TOKEN GITHUB_TOKEN', 'github-copilot'),
    keyless: 'account',
  },
  signIn('copilot-acp', 'GitHub Copilot ACP', 'external_process', 'github-copilot'),
  provider('huggingface', 'Hugging Face', 'HF_TOKEN', 'huggingface'),
  provider('gemini', 'Google AI Studio', 'GOOGLE_API_KEY GEMINI_API_KEY', 'google'),
  signIn('vertex', 'Google Vertex AI', 'vertex', 'google-vertex'),
  provider('deepseek', 'DeepSeek', 'DEEPSEEK_API_KEY', 'deepseek'),
  provider('xai', 'xAI', 'XAI_API_KEY', 'xai'),
  provider('zai', 'Z.AI / GLM', 'GLM_API_KEY ZAI_API_KEY Z_AI_API_KEY', 'zai'),
  provider('kimi-coding', 'Kimi / Kimi Coding Plan', 'KIMI_API_KEY KIMI_CODING_API_KEY', 'moonshotai'),
  provider('kimi-coding-cn', 'Kimi / Moonshot (China)', 'KIMI_CN_API_KEY', 'moonshotai-cn'),
  provider('stepfun', 'StepFun Step Plan', 'STEPFUN_API_KEY'),
  provider('minimax', 'MiniMax', 'MINIMAX_API_KEY'),
  signIn('minimax-oauth', 'MiniMax (OAuth)', 'oauth_minimax'),
  provider('minimax-cn', 'MiniMax (China)', 'MINIMAX_CN_API_KEY'),
  provider('ollama-cloud', 'Ollama Cloud', 'OLLAMA_API_KEY'),
  provider('arcee', 'Arcee AI', 'ARCEEAI_API_KEY'),
  provider('gmi', 'GMI Cloud', 'GMI_API_KEY'),
  provider('kilocode', 'Kilo Code', 'KILOCODE_API_KEY'),
  provider('opencode-zen', 'OpenCode Zen', 'OPENCODE_ZEN_API_KEY', 'opencode'),
  provider('opencode-go', 'OpenCode Go', 'OPENCODE_GO_API_KEY'),
  signIn('bedrock', 'AWS Bedrock', 'aws_sdk', 'amazon-bedrock'),
  provider('azure-foundry', 'Azure Foundry', 'AZURE_FOUNDRY_API_KEY', 'azure'),
  provider('ai-gateway', 'Vercel AI Gateway', 'AI_GATEWAY_API_KEY', 'vercel'),
  signIn('qwen-oauth', 'Qwen OAuth (Portal)', 'oauth_external'),
  provider('alibaba-coding-plan', 'Alibaba Cloud (Coding Plan)', 'ALIBABA_CODING_PLAN_API_KEY DASHSCOPE_API_KEY'),
  provider('actual', 'Actual', ''),
  provider('custom', 'Custom endpoint', ''),
  provider('deepinfra', 'DeepInfra', 'DEEPINFRA_API_KEY', 'deepinfra'),
  provider('upstage', 'Upstage Solar', 'UPSTAGE_API_KEY', 'upstage'),
];
