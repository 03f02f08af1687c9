import { describe, expect, it } from 'vitest';
import { normaliseModel } from '../../../src/adapters/hermes-home/model-choice.ts';

const alone = { current: null, own: () => null };

describe('a choice of model', () => {
  it.each([
    ['openrouter', 'anthropic/claude-sonnet-4', 'openrouter', 'anthropic/claude-sonnet-4'],
    ['openrouter', 'claude-sonnet-4.6', 'openrouter', 'anthropic/claude-sonnet-4.6'],
    ['nous', 'gpt-5', 'nous', 'openai/gpt-5'],
    ['kilocode', 'someone-unknown', 'kilocode', 'someone-unknown'],
    ['anthropic', 'anthropic/claude-opus-4.6', 'anthropic', 'claude-opus-4-6'],
    ['anthropic', 'claude-opus-4.6', 'anthropic', 'claude-opus-4-6'],
    ['openai-codex', 'openai/gpt-5.4', 'openai-codex', 'gpt-5.4'],
    ['copilot', 'openai/gpt-5.4', 'copilot', 'gpt-5.4'],
    ['zai', 'z-ai/glm-5', 'zai', 'glm-5'],
    ['xai', 'x-ai/grok-4', 'xai', 'grok-4'],
    ['gemini', 'google/gemini-3', 'gemini', 'gemini-3'],
    ['zai', 'other/glm-5', 'zai', 'other/glm-5'],
    ['deepseek', 'deepseek-chat', 'deepseek', 'deepseek-v4-flash'],
    ['moonshotai', 'moonshotai/kimi-k2', 'openrouter', 'moonshotai/kimi-k2'],
    ['unknownprov', 'somemodel', 'unknownprov', 'somemodel'],
    ['custom', 'a/b.c', 'custom', 'a/b.c'],
    ['custom:litellm', 'ollama/glm-5.2', 'custom:litellm', 'ollama/glm-5.2'],
    ['claude', 'anthropic/claude-opus-4.6', 'claude', 'claude-opus-4-6'],
    ['OpenRouter', 'claude-sonnet-4.6', 'OpenRouter', 'anthropic/claude-sonnet-4.6'],
    [' anthropic ', ' claude-opus-4.6 ', 'anthropic', 'claude-opus-4-6'],
  ])('%s with %s is written as %s with %s', (provider, model, writtenProvider, writtenModel) => {
    expect(normaliseModel({ provider, model }, alone)).toEqual({ provider: writtenProvider, model: writtenModel });
  });

  it('of an unknown provider goes to the aggregator the profile has', () => {
    const written = normaliseModel({ provider: 'ghost', model: 'a/b' }, { ...alone, current: 'Nous' });
    expect(written).toEqual({ provider: 'nous', model: 'a/b' });
  });

  it('of a provider the profile defines itself goes to that, its model as typed', () => {
    const written = normaliseModel({ provider: 'mine', model: 'a/b' }, { ...alone, own: () => 'custom:mine' });
    expect(written).toEqual({ provider: 'custom:mine', model: 'a/b' });
  });
});
