import { z } from 'zod';

const profile = z.string().nullish();

export const hubInstallSchema = z.object({ identifier: z.string(), profile });
/** No program can be given every character. */
export const hubUninstallSchema = z.object({
  name: z
    .string()
    .max(256)
    .regex(/^\P{Cc}*$/u),
  profile,
});
export const hubUpdateSchema = z.object({ profile }).nullish();

/** More lines than are kept are not given, fewer than one neither, as Hermes does. */
export const actionQuery = z.object({
  lines: z
    .string()
    .regex(/^-?\d{1,9}$/, 'must be a whole number')
    .transform((text) => Math.min(Math.max(Number(text), 1), 2000))
    .default(200),
});

export const actionStartedSchema = z.object({ ok: z.literal(true), pid: z.number().int(), name: z.string() });

export const actionStatusSchema = z.object({
  name: z.string(),
  running: z.boolean(),
  exit_code: z.number().int().nullable(),
  pid: z.number().int().nullable(),
  lines: z.array(z.string()),
});
