import { z } from 'zod';
import type { CatalogServer } from './ports/catalog.ts';

const text = z.string();
const texts = z.array(text).readonly();

const serverSchema = z.object({
  name: z.string().regex(/^[A-Za-z0-9_-]+$/),
  description: text,
  source: text,
  transport: z.object({
    type: z.enum(['stdio', 'http']),
    command: text.nullable(),
    args: texts,
    url: text.nullable(),
    env: z.record(text, text),
  }),
  auth: z.object({
    type: z.enum(['none', 'api_key', 'oauth']),
    env: z
      .array(z.object({ name: text, prompt: text, required: z.boolean(), secret: z.boolean(), default: text }))
      .readonly(),
  }),
  install: z.object({ url: text, ref: text, bootstrap: texts }).nullable(),
  defaultEnabled: texts.nullable(),
  postInstall: text,
}) satisfies z.ZodType<CatalogServer>;

/** A skill as an install left it: its place below the profile and the keyed digest of its tree. */
export const receiptSchema = z.object({ name: text, path: text, digest: text });
export type Receipt = z.infer<typeof receiptSchema>;

/** What can be asked of a profile that is there and takes its time: an action, as Hermes' dashboard calls it. */
export const actionRequestSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('skills-install'), identifier: text }),
  /** `receipts`: what installs left under that name, for a skill that Hermes' own lock file does not know. */
  z.object({ verb: z.literal('skills-uninstall'), name: text, receipts: z.array(receiptSchema).readonly() }),
  z.object({ verb: z.literal('skills-update') }),
  /** For servers that have to be cloned and built. */
  z.object({ verb: z.literal('mcp-install'), server: serverSchema, enabled: z.boolean() }),
]);
export type ActionRequest = z.infer<typeof actionRequestSchema>;
