import type { Draft, McpDraft } from './draft.ts';
import { envNamesOf } from './env-names.ts';
import type { Step } from './steps.ts';

/** Values of a draft's secrets by slot. They live in memory only: a reload forgets them. */
export type Secrets = Readonly<Record<string, string>>;

/** The values of all of them. */
export const joinSecrets = (parts: readonly Secrets[]): Secrets =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part)));

/** Slots that had a value and have none now: the values went with a reload, or never came along. */
export const forgottenOf = (given: readonly string[], secrets: Secrets, draft: Draft): readonly string[] => {
  const slots = new Set(slotsOf(draft));
  return given.filter((slot) => slots.has(slot) && secrets[slot] === undefined);
};

/** Every slot the draft has a place for. */
export const slotsOf = (draft: Draft): readonly string[] => [
  ...envNamesOf(draft).map(slotOf.env),
  ...draft.mcpServers.flatMap(slotsOfServer),
];

/** Slots of one server alone: what it refers to in `.env` is everyone's. */
export const slotsOfServer = ({ key, transport, auth, env, plainEnv, headers }: McpDraft): readonly string[] => {
  if (transport === 'stdio') return env.filter((name) => !(name in plainEnv)).map((name) => slotOf.mcpEnv(key, name));
  if (auth === 'headers') return headers.map((name) => slotOf.mcpHeader(key, name));
  return auth === 'bearer' ? [slotOf.mcpBearer(key)] : [];
};

/** The step a slot is filled on, and what to call it: the name of its variable or header, or of its server. */
export const placeOfSlot = (slot: string, { env, mcpServers }: Draft): Readonly<{ step: Step; name: string }> => {
  const [, key, name] = /^mcp\.([^.]*)\.(?:bearer|(?:env|headers)\.(.*))$/.exec(slot) ?? [];
  if (key === undefined) {
    const variable = slot.replace(/^env\./, '');
    return { step: env.includes(variable) ? 'model' : 'mcps', name: variable };
  }
  const server = mcpServers.find((one) => one.key === key);
  return { step: 'mcps', name: [server?.name, name].filter(Boolean).join(': ') };
};

/** Slots of secrets: where a value goes in the plan. `key` is that of the MCP server's row. */
export const slotOf = {
  env: (name: string): string => `env.${name}`,
  mcpEnv: (key: string, name: string): string => `mcp.${key}.env.${name}`,
  mcpHeader: (key: string, name: string): string => `mcp.${key}.headers.${name}`,
  mcpBearer: (key: string): string => `mcp.${key}.bearer`,
} as const;
