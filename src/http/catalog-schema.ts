import { z } from 'zod';
import { hermesServerSchema } from './hermes-create.ts';
import { flag } from './hermes-flag.ts';
import { profileQuery } from './profile-param.ts';

const queryFlag = z.stringbool().default(false);
const profile = z.string().nullish();

export const modelOptionsQuery = profileQuery.extend({
  /** Nothing is kept that could be stale; taken because clients send it. */
  refresh: queryFlag,
  include_unconfigured: queryFlag,
  explicit_only: queryFlag,
});
export const recommendedQuery = z.object({ provider: z.string().max(256).default('') });
export const skillContentQuery = profileQuery.extend({ name: z.string().min(1).max(1024) });
export const skillToggleSchema = z.object({ name: z.string().min(1).max(1024), enabled: z.boolean(), profile });
export const serverCreateSchema = hermesServerSchema.extend({ profile });
export const replaceServersSchema = z.object({
  servers: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  profile,
});
export const enableServerSchema = z.object({ enabled: z.boolean(), profile });

export const catalogInstallSchema = z.object({
  name: z.string(),
  env: z.record(z.string(), z.string()).default({}),
  enable: flag.unwrap().default(true),
  profile,
});

const sources = z.array(
  z.object({ id: z.string(), label: z.string(), ok: z.boolean(), reason: z.string().optional() }),
);
const diagnostics = z.array(
  z.object({ name: z.string(), kind: z.enum(['future_manifest', 'invalid']), message: z.string() }),
);
const texts = z.array(z.string());

export const modelOptionsSchema = z.object({
  providers: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      is_current: z.boolean(),
      is_user_defined: z.boolean(),
      models: texts,
      total_models: z.number().int(),
      source: z.enum(['hermes', 'canonical', 'virtual', 'user-config', 'model-config']),
      authenticated: z.boolean(),
      auth_type: z.string(),
      key_env: z.string(),
      warning: z.string().optional(),
      keys: texts,
      found_in: z.array(z.enum(['profile', 'sign-in', 'environment'])),
      capabilities: z.record(
        z.string(),
        z.object({
          fast: z.boolean(),
          reasoning: z.boolean(),
          vision: z.boolean(),
          tools: z.boolean(),
          context: z.number(),
        }),
      ),
      pricing: z.record(
        z.string(),
        z.object({ input: z.string(), output: z.string(), cache: z.string().nullable(), free: z.boolean() }),
      ),
      featured_models: texts,
      /** Of a provider the user defined. */
      api_url: z.string().optional(),
      origin: z.string(),
    }),
  ),
  model: z.string(),
  provider: z.string(),
  sources,
});

export const recommendedSchema = z.object({
  provider: z.string(),
  model: z.string(),
  free_tier: z.boolean().nullable(),
  sources,
});

export const modelInfoSchema = z.object({
  model: z.string(),
  provider: z.string(),
  auto_context_length: z.number(),
  config_context_length: z.number(),
  effective_context_length: z.number(),
  capabilities: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
  sources,
});

export const profileSkillsSchema = z.array(
  z.object({
    name: z.string(),
    description: z.string(),
    category: z.string().nullable(),
    enabled: z.boolean(),
    usage: z.number(),
    provenance: z.enum(['hub', 'bundled', 'agent']),
  }),
);

export const catalogSkillsSchema = z.object({
  skills: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      category: z.string().nullable(),
      platforms: texts,
      tags: texts,
      version: z.string().nullable(),
      identifier: z.string(),
      origin: z.string(),
    }),
  ),
  diagnostics,
  sources,
});

export const toggledSchema = z.object({ ok: z.literal(true), name: z.string(), enabled: z.boolean() });
export const skillContentSchema = z.object({ name: z.string(), content: z.string(), path: z.string() });
export const okSchema = z.object({ ok: z.literal(true) });

export const mcpCatalogSchema = z.object({
  entries: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      source: z.string(),
      transport: z.enum(['stdio', 'http']),
      auth_type: z.enum(['none', 'api_key', 'oauth']),
      required_env: z.array(z.object({ name: z.string(), prompt: z.string(), required: z.boolean() })),
      command: z.string().nullable(),
      args: texts,
      url: z.string().nullable(),
      env: z.record(z.string(), z.string()),
      install_url: z.string().nullable(),
      install_ref: z.string().nullable(),
      bootstrap: texts,
      default_enabled: texts.nullable(),
      post_install: z.string(),
      needs_install: z.boolean(),
      installed: z.boolean(),
      enabled: z.boolean(),
      origin: z.string(),
    }),
  ),
  diagnostics,
  sources,
});

const done = { ok: z.literal(true), name: z.string() };
export const catalogInstalledSchema = z.discriminatedUnion('background', [
  z.object({ ...done, background: z.literal(false) }),
  z.object({ ...done, background: z.literal(true), action: z.string() }),
]);

export const serverSchema = z.object({
  name: z.string(),
  transport: z.enum(['stdio', 'http', 'unknown']),
  url: z.string().nullable(),
  command: z.string().nullable(),
  args: texts,
  env: z.record(z.string(), z.string()),
  auth: z.string().nullable(),
  enabled: z.boolean(),
  tools: z.unknown(),
});
export const serversSchema = z.object({ servers: z.array(serverSchema), sources });

export const serverTestSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    tools: z.array(z.object({ name: z.string(), description: z.string() })),
    prompts: z.number().int(),
    resources: z.number().int(),
  }),
  z.object({ ok: z.literal(false), error: z.string(), tools: z.array(z.never()) }),
]);
