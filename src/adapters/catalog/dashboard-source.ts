import { z } from 'zod';
import type { CatalogProvider, CatalogServer, CatalogSource, SourceAnswer } from '../../machines/ports/catalog.ts';
import { askDashboard, type Dashboard } from './ask-dashboard.ts';

/** What a running Hermes dashboard offers. Its skills are those of its own profile, so it is not asked for them. */
export const createDashboardSource = (dashboard: Dashboard, timeoutMs = 2000): CatalogSource => ({
  id: 'dashboard',
  label: 'the running Hermes dashboard',
  providers: async () =>
    await ask(
      { dashboard, timeoutMs },
      '/api/model/options?include_unconfigured=true',
      optionsSchema,
      ({ providers }) =>
        // What it has no models of, others may.
        providers.filter(({ models }) => models.length > 0).map(toProvider),
    ),
  servers: async () =>
    await ask({ dashboard, timeoutMs }, '/api/mcp/catalog', catalogSchema, ({ entries }) => entries.map(toServer)),
});

const ask = async <S extends z.ZodType, T>(
  { dashboard, timeoutMs }: Readonly<{ dashboard: Dashboard; timeoutMs: number }>,
  path: string,
  schema: S,
  read: (answer: z.output<S>) => readonly T[],
): Promise<SourceAnswer<T>> => {
  const answer = await askDashboard(dashboard, path, schema, AbortSignal.timeout(timeoutMs));
  return answer.ok ? { ok: true, items: read(answer.body) } : { ok: false, reason: answer.reason };
};

const texts = z.array(z.string()).catch([]);
const text = z.string().catch('');
const authTypes = [
  'api_key',
  'oauth_device_code',
  'oauth_external',
  'oauth_minimax',
  'external_process',
  'aws_sdk',
  'vertex',
  'virtual',
] as const;

const rowSchema = z.object({
  slug: z.string(),
  name: z.string(),
  models: texts,
  auth_type: z.enum(authTypes).catch('api_key'),
  key_env: text,
  capabilities: z
    .record(
      z.string(),
      z.object({
        fast: z.boolean().catch(false),
        reasoning: z.boolean().catch(false),
        context: z.number().catch(0),
      }),
    )
    .catch({}),
  pricing: z
    .record(z.string(), z.object({ input: text, output: text, cache: z.string().nullable().catch(null) }))
    .catch({}),
});
const optionsSchema = z.object({ providers: z.array(rowSchema) });

const toProvider = ({
  slug,
  name,
  models,
  auth_type,
  key_env,
  capabilities,
  pricing,
}: z.infer<typeof rowSchema>): CatalogProvider => ({
  ...{ slug, name, authType: auth_type },
  keys: key_env === '' ? [] : [key_env],
  models: models.map((id) => ({
    ...{ id, reasoning: false, fast: false, vision: false, tools: true, context: 0, output: 0 },
    ...capabilities[id],
    price: pricing[id] ?? null,
  })),
});

const entrySchema = z.object({
  name: z.string().regex(/^[A-Za-z0-9_-]+$/),
  description: text,
  source: text,
  transport: z.enum(['stdio', 'http']),
  auth_type: z.enum(['none', 'api_key', 'oauth']).catch('none'),
  required_env: z.array(z.object({ name: z.string(), prompt: text, required: z.boolean().catch(true) })).catch([]),
  command: z.string().nullable().catch(null),
  args: texts,
  url: z.string().nullable().catch(null),
  env: z.record(z.string(), z.string()).catch({}),
  install_url: z.string().nullable().catch(null),
  install_ref: text,
  bootstrap: texts,
  default_enabled: z.array(z.string()).nullable().catch(null),
  post_install: text,
});
const catalogSchema = z.object({ entries: z.array(entrySchema) });

const toServer = (entry: z.infer<typeof entrySchema>): CatalogServer => ({
  ...{ name: entry.name, description: entry.description, source: entry.source },
  transport: { type: entry.transport, command: entry.command, args: entry.args, url: entry.url, env: entry.env },
  auth: {
    type: entry.auth_type,
    env: entry.required_env.map((variable) => ({ ...variable, secret: true, default: '' })),
  },
  install:
    entry.install_url === null ? null : { url: entry.install_url, ref: entry.install_ref, bootstrap: entry.bootstrap },
  defaultEnabled: entry.default_enabled,
  postInstall: entry.post_install,
});
