import { z } from 'zod';

/** A secret as the log knows it: where it belongs in the plan, never its value. */
export const secretRefSchema = z.object({ secret: z.string() });
export type SecretRef = z.infer<typeof secretRefSchema>;

const text = z.string();

const planSchemaWith = <S extends z.ZodType<string | SecretRef>>(secret: S) => {
  const secrets = z.record(z.string(), secret);
  const mcpServer = z.object({
    name: text,
    command: text.optional(),
    args: z.array(text).optional(),
    env: secrets.optional(),
    url: text.optional(),
    headers: secrets.optional(),
    auth: text.optional(),
    bearerToken: secret.optional(),
  });
  return z.object({
    name: text,
    description: text.optional(),
    clone: z
      .object({
        from: text,
        mode: z.enum(['config', 'all']).default('config'),
        credentials: z.enum(['all', 'no-messaging']).default('all'),
      })
      .optional(),
    soul: text.optional(),
    user: text.optional(),
    alias: z.boolean().default(true),
    model: z.object({ provider: text, model: text, baseUrl: text.optional() }).optional(),
    mcpServers: z.array(mcpServer).default([]),
    skills: z
      .object({
        mode: z.enum(['bundle', 'none', 'exactly']).default('bundle'),
        keep: z.array(text).default([]),
        optional: z.array(text).default([]),
      })
      .prefault({}),
    hubSkills: z.array(text).default([]),
    env: secrets.optional(),
  });
};

/** A plan as a client sends it, secrets in clear. Unknown keys are dropped. */
export const planInputSchema = planSchemaWith(z.string());
/** A plan as the log keeps it: every secret is a reference. */
export const planSchema = planSchemaWith(secretRefSchema);
/** A plan as an edit may write it: a secret is given anew, or left where it is. */
export const planEditSchema = planSchemaWith(z.union([z.string(), secretRefSchema]));

export type PlanInput = z.infer<typeof planInputSchema>;
export type Plan = z.infer<typeof planSchema>;
export type PlanEdit = z.infer<typeof planEditSchema>;
export type McpServerInput = PlanInput['mcpServers'][number];
export type McpServer = Plan['mcpServers'][number];
export type ModelChoice = NonNullable<Plan['model']>;
export type SkillsChoice = Plan['skills'];
export type CloneChoice = NonNullable<Plan['clone']>;
