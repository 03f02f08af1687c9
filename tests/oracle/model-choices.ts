import { knownProviders } from '../../src/adapters/providers/known-providers.ts';

/** Providers as people and programs spell them. */
export const providers: readonly string[] = [
  ...knownProviders.map(({ slug }) => slug),
  ...['claude', 'OpenRouter', ' zai ', 'glm', 'ollama', 'moonshotai', 'openai', 'codex', 'x-ai', 'github', 'kilo'],
  ...['unknownprov', 'nous-portal', 'vercel', 'custom:litellm', 'qwen', 'zen', 'go', 'aws', 'GitHub-Copilot'],
];

/** Models with and without vendors: the right ones, others, retired ones, and what is no name at all. */
export const models: readonly string[] = [
  ...['claude-sonnet-4.6', 'claude-sonnet-4-6', 'anthropic/claude-opus-4.6', 'anthropic/claude-sonnet-4-0'],
  ...['claude/claude-haiku-4.5', 'Claude-Haiku-4.5', 'openai/gpt-5.4', 'gpt-5.4', 'openai/gpt-5', 'gpt-5-mini'],
  ...['openai/gpt-5-chat', 'openai/gpt-4.1-nano', 'openai/o3', 'openai/o1-mini', 'o3', 'o1-mini', 'chatgpt-4o'],
  ...[
    'codex-mini',
    'openai-codex/gpt-5.5',
    'codex/gpt-5.5',
    'gemini-3',
    'google/gemini-3',
    'gemma-4',
    'vertex/gemini-3',
  ],
  ...['x-ai/grok-4', 'grok/grok-4', 'grok-4', 'deepseek-chat', 'deepseek/deepseek-r1', 'deepseek-v4-flash'],
  ...['deepseek-v5-pro', 'DeepSeek-V4', 'deepseek/deepseek-v4-pro', 'z-ai/glm-5', 'zai/glm-5', 'glm-5', 'glm5'],
  ...[
    'moonshotai/kimi-k2',
    'kimi-coding/kimi-k2',
    'kimi/kimi-k2',
    'kimi-k2',
    'qwen3.5-plus',
    'qwen/qwen3',
    'alibaba/q',
  ],
  ...['minimax/minimax-m2.7', 'minimax-m2.5', 'xiaomi/MiMo-V2.5', 'MiMo-V2.5-Pro', 'mimo/x', 'trinity-large'],
  ...['arcee-ai/trinity', 'arcee/trinity', 'nemotron-4', 'nvidia/nemotron', 'llama-4', 'meta-llama/llama-4', 'step-3'],
  ...['stepfun/step-3', 'step/step-3', 'mistral-large', 'codestral', 'hermes-4', 'ollama/glm-5.2', 'other/thing'],
  ...['lmstudio/foo', 'custom/x', 'custom:foo/x', '/x', 'x/', 'a/b/c', ' spaced ', 'huggingface/x', 'hf/x'],
  ...['openrouter/auto', 'copilot/gpt-5.4', 'github/gpt-4o', 'bedrock/x', 'novita/x', 'upstage/solar', 'fireworks/x'],
];
