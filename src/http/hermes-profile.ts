import { z } from 'zod';
import type { ProfileInfo } from '../machines/ports/profile-shelf.ts';
import { flag } from './hermes-flag.ts';

/** A profile as Hermes' dashboard lists it. */
export const profileInfoSchema = z.object({
  name: z.string(),
  path: z.string(),
  is_default: z.boolean(),
  model: z.string().nullable(),
  provider: z.string().nullable(),
  has_env: z.boolean(),
  skill_count: z.number().int(),
  gateway_running: z.boolean(),
  description: z.string(),
  description_auto: z.boolean(),
  distribution_name: z.string().nullable(),
  distribution_version: z.string().nullable(),
  distribution_source: z.string().nullable(),
  has_alias: z.boolean(),
});

/** Hermes' words for a profile. */
export const toHermesProfile = (info: ProfileInfo): z.infer<typeof profileInfoSchema> => ({
  name: info.name,
  path: info.path,
  is_default: info.isDefault,
  model: info.model,
  provider: info.provider,
  has_env: info.hasEnv,
  skill_count: info.skillCount,
  gateway_running: info.isGatewayRunning,
  description: info.description,
  description_auto: info.isDescriptionAuto,
  distribution_name: info.distribution.name,
  distribution_version: info.distribution.version,
  distribution_source: info.distribution.source,
  has_alias: info.hasAlias,
});

/** Bodies of Hermes' routes below `/api/profiles`. */
export const activeSchema = z.object({ name: z.string() });
export const soulSchema = z.object({ content: z.string() });
export const descriptionSchema = z.object({ description: z.string().default('') });
export const modelSchema = z.object({ provider: z.string(), model: z.string() });
export const renameSchema = z.object({ new_name: z.string() });
export const describeAutoSchema = z.object({ overwrite: flag });
export const exportSchema = z.object({
  extra_files: z.record(z.string(), z.string()).default({}),
  output: z.string().default(''),
});
export const importSchema = z.object({ archive: z.string(), name: z.string().nullish() });
