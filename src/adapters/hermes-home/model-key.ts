import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Notice } from '../../machines/flow/codes.ts';
import { absent } from '../files/errno.ts';
import { dotEnvKeys } from './dot-env.ts';
import { toProviderSlug } from './model-choice.ts';

/** Says so when a profile has no key for the provider it was given. Silent about providers whose keys are not known. */
export const findKeyNotices = async (profile: string, provider: string): Promise<readonly Notice[]> => {
  const keys = keysOf[toProviderSlug(provider)];
  if (keys === undefined || (await stat(join(profile, 'auth.json')).catch(absent)) !== null) return [];
  const present = dotEnvKeys((await readFile(join(profile, '.env'), 'utf8').catch(absent)) ?? '');
  if (keys.some((key) => present.has(key))) return [];
  const message = `The profile has no API key for ${provider}: unless your shell sets ${keys[0]}, add it to the profile's .env before you start Hermes.`;
  return [{ code: 'model/no-api-key', message }];
};

/** Variables Hermes reads a provider's key from, the usual one first. */
const keysOf: Readonly<Record<string, readonly [string, ...string[]]>> = {
  openrouter: ['OPENROUTER_API_KEY'],
  anthropic: ['ANTHROPIC_API_KEY', 'ANTHROPIC_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'],
  'openai-api': ['OPENAI_API_KEY'],
  gemini: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
  deepseek: ['DEEPSEEK_API_KEY'],
  xai: ['XAI_API_KEY'],
  zai: ['ZAI_API_KEY', 'Z_AI_API_KEY', 'GLM_API_KEY'],
  'kimi-coding': ['KIMI_API_KEY'],
  minimax: ['MINIMAX_API_KEY'],
  huggingface: ['HF_TOKEN'],
  nvidia: ['NVIDIA_API_KEY'],
  fireworks: ['FIREWORKS_API_KEY'],
  'ai-gateway': ['AI_GATEWAY_API_KEY'],
  kilocode: ['KILOCODE_API_KEY'],
};
