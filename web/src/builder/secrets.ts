/** Values of a draft's secrets by slot. They live in memory only: a reload forgets them. */
export type Secrets = Readonly<Record<string, string>>;

/** Slots of secrets: where a value goes in the plan. `key` is that of the MCP server's row. */
export const slotOf = {
  env: (name: string): string => `env.${name}`,
  mcpEnv: (key: string, name: string): string => `mcp.${key}.env.${name}`,
  mcpHeader: (key: string, name: string): string => `mcp.${key}.headers.${name}`,
  mcpBearer: (key: string): string => `mcp.${key}.bearer`,
} as const;
