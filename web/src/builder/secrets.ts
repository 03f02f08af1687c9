import type { Draft } from './draft.ts';
import type { Step } from './steps.ts';

/** Values of a draft's secrets by slot. They live in memory only: a reload forgets them. */
export type Secrets = Readonly<Record<string, string>>;

/** Slots that had a value and have none now: the values went with a reload, or never came along. */
export const forgottenOf = (given: readonly string[], secrets: Secrets, draft: Draft): readonly string[] => {
  const slots = new Set(slotsOf(draft));
  return given.filter((slot) => slots.has(slot) && secrets[slot] === undefined);
};

/** Every slot the draft has a place for. */
export const slotsOf = ({ env, mcpServers }: Draft): readonly string[] => [
  ...env.map(slotOf.env),
  ...mcpServers.flatMap(({ key, auth, env: names, headers }) => [
    ...names.map((name) => slotOf.mcpEnv(key, name)),
    ...headers.map((name) => slotOf.mcpHeader(key, name)),
    ...(auth === 'bearer' ? [slotOf.mcpBearer(key)] : []),
  ]),
];

/** The step a slot is filled on, and what to call it: the name of its variable or header, or of its server. */
export const placeOfSlot = (slot: string, { mcpServers }: Draft): Readonly<{ step: Step; name: string }> => {
  const [, key, name] = /^mcp\.([^.]*)\.(?:bearer|(?:env|headers)\.(.*))$/.exec(slot) ?? [];
  if (key === undefined) return { step: 'model', name: slot.replace(/^env\./, '') };
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
