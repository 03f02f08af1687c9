/** The canonical slug of a provider as typed: lower-case, aliases resolved. */
export const toProviderSlug = (provider: string): string => {
  const slug = provider.trim().toLowerCase();
  return slugOf.get(slug) ?? slug;
};

/** Other names Hermes takes for a provider; `tests/oracle/providers.test.ts` holds them against it. */
const aliases: Readonly<Record<string, string>> = {
  alibaba: 'alibaba-cloud aliyun dashscope qwen',
  anthropic: 'claude claude-code',
  arcee: 'arcee-ai arceeai',
  bedrock: 'amazon amazon-bedrock aws aws-bedrock',
  copilot: 'github github-copilot github-model github-models',
  'copilot-acp': 'copilot-acp-agent github-copilot-acp',
  // A bare `ollama` is a server of one's own.
  custom: 'ollama',
  deepseek: 'deep-seek',
  fireworks: 'fireworks-ai fw',
  gemini: 'google google-ai-studio google-gemini',
  gmi: 'gmi-cloud gmicloud',
  huggingface: 'hf hugging-face huggingface-hub',
  kilocode: 'kilo kilo-code kilo-gateway',
  'kimi-coding': 'kimi moonshot',
  'kimi-coding-cn': 'kimi-cn moonshot-cn',
  lmstudio: 'lm-studio lm_studio',
  'minimax-cn': 'minimax-china minimax_cn',
  'minimax-oauth': 'minimax-global minimax-portal minimax_oauth',
  novita: 'novita-ai novitaai',
  nvidia: 'build-nvidia nemotron nim nvidia-nim',
  'ollama-cloud': 'ollama_cloud',
  'opencode-go': 'go opencode-go-sub',
  'opencode-zen': 'opencode zen',
  'qwen-oauth': 'qwen-portal',
  stepfun: 'step stepfun-coding-plan',
  'tencent-tokenhub': 'tencent tencent-cloud tencentmaas tokenhub',
  vertex: 'gcp-vertex google-vertex vertex-ai vertexai',
  xai: 'grok x-ai x.ai',
  'xai-oauth': 'grok-oauth x-ai-oauth xai-grok-oauth',
  xiaomi: 'mimo xiaomi-mimo',
  zai: 'glm z-ai z.ai zhipu',
};

const slugOf: ReadonlyMap<string, string> = new Map(
  Object.entries(aliases).flatMap(([slug, names]) => names.split(' ').map((name): [string, string] => [name, slug])),
);
