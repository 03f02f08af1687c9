const claude: readonly (readonly [hyphened: string, dotted: string])[] = [
  ['claude-opus-4-6', 'claude-opus-4.6'],
  ['claude-sonnet-4-6', 'claude-sonnet-4.6'],
  ['claude-sonnet-4-5', 'claude-sonnet-4.5'],
  ['claude-sonnet-4-0', 'claude-sonnet-4'],
  ['claude-haiku-4-5', 'claude-haiku-4.5'],
];

/** Models Copilot serves under another name than others do, as Hermes has them. */
export const copilotModels: ReadonlyMap<string, string> = new Map([
  ['openai/gpt-5', 'gpt-5-mini'],
  ['openai/gpt-5-chat', 'gpt-5-mini'],
  ['openai/gpt-5-nano', 'gpt-5-mini'],
  ['openai/gpt-4.1-mini', 'gpt-4.1'],
  ['openai/gpt-4.1-nano', 'gpt-4.1'],
  ['openai/o1', 'gpt-5.2'],
  ['openai/o1-mini', 'gpt-5-mini'],
  ['openai/o1-preview', 'gpt-5.2'],
  ['openai/o3', 'gpt-5.3-codex'],
  ['openai/o3-mini', 'gpt-5-mini'],
  ['openai/o4-mini', 'gpt-5-mini'],
  ...claude,
  ...claude.map(([hyphened, dotted]): [string, string] => [`anthropic/${hyphened}`, dotted]),
]);
