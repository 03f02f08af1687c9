import * as z from 'zod/mini';

/** One MCP server being described. Values of its variables and headers are secrets and kept apart. */
export const mcpDraftSchema = z.object({
  /** Names the row and its secrets while its name is still being typed. */
  key: z.string(),
  name: z.string(),
  transport: z.enum(['stdio', 'http']),
  command: z.string(),
  /** Arguments as typed: words quoted as in a shell. */
  args: z.string(),
  /** Names of the environment variables it is given. */
  env: z.array(z.string()),
  /** Values of those that are no secret: `${NAME}` for one kept in the profile's `.env`, and what a catalog gives. */
  plainEnv: z._default(z.record(z.string(), z.string()), {}),
  url: z.string(),
  auth: z.enum(['none', 'bearer', 'headers', 'oauth']),
  /** Names of the HTTP headers it is sent, with `auth: 'headers'`. */
  headers: z.array(z.string()),
});

/** A skill picked from a hub: what an install takes, and what the search said of it. */
export const hubSkillDraftSchema = z.object({
  identifier: z.string(),
  name: z.string(),
  source: z.string(),
  trust: z.string(),
});

/** What the builder has been told so far, without secrets: this is kept in the browser between visits. */
export const draftSchema = z.object({
  identity: z.object({
    name: z.string(),
    description: z.string(),
    soul: z.string(),
    user: z.string(),
    alias: z.boolean(),
    clone: z.nullable(
      z.object({ from: z.string(), mode: z.enum(['config', 'all']), credentials: z.enum(['all', 'no-messaging']) }),
    ),
  }),
  /** Null: the profile has no model yet, or that of the clone. */
  model: z.nullable(z.object({ provider: z.string(), model: z.string(), baseUrl: z.string() })),
  skills: z.object({
    mode: z.enum(['bundle', 'none', 'exactly']),
    /** Built-in skills that stay enabled with `exactly`. */
    keep: z.array(z.string()),
    optional: z.array(z.string()),
  }),
  hubSkills: z.array(hubSkillDraftSchema),
  mcpServers: z.array(mcpDraftSchema),
  /** Names of the variables for the profile's `.env`. */
  env: z.array(z.string()),
});

export type Draft = z.infer<typeof draftSchema>;
export type McpDraft = z.infer<typeof mcpDraftSchema>;
export type HubSkillDraft = z.infer<typeof hubSkillDraftSchema>;

/** A builder nobody has touched: what Create would then make is what Hermes makes of a bare name. */
export const emptyDraft: Draft = {
  identity: { name: '', description: '', soul: '', user: '', alias: true, clone: null },
  model: null,
  skills: { mode: 'bundle', keep: [], optional: [] },
  hubSkills: [],
  mcpServers: [],
  env: [],
};

/** Whether anything was chosen or typed. */
export const isTouched = (draft: Draft): boolean => JSON.stringify(draft) !== JSON.stringify(emptyDraft);
