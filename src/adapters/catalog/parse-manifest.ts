import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { CatalogServer, Diagnostic } from '../../machines/ports/catalog.ts';

/** A manifest read, or why it is left out. */
export type Manifest =
  | Readonly<{ ok: true; server: CatalogServer }>
  | Readonly<{ ok: false; kind: Diagnostic['kind']; message: string }>;

/** Reads a `manifest.yaml` of Hermes' MCP catalog. Never throws, whatever the text. */
export const parseManifest = (text: string): Manifest => {
  const data = toData(text);
  if (!data.ok) return invalid(data.message);
  const version = versionSchema.safeParse(data.value);
  if (!version.success) return invalid('the manifest is not a map');
  if (version.data.manifest_version !== 1) return unsupported(version.data.manifest_version);
  const parsed = manifestSchema.safeParse(data.value);
  if (parsed.success) return { ok: true, server: toServer(parsed.data) };
  const [issue] = parsed.error.issues;
  return invalid(`${issue?.path.join('.') || 'manifest'}: ${issue?.message ?? 'wrong shape'}`);
};

const invalid = (message: string): Manifest => ({ ok: false, kind: 'invalid', message });

/** Clients offer "update Hermes" for a manifest from the future only. */
const unsupported = (version: unknown): Manifest => {
  const isNewer = typeof version === 'number' && version > 1;
  const shown = version === undefined ? 'missing' : JSON.stringify(version);
  const message = `manifest_version ${shown} is not supported, only 1 is`;
  return { ok: false, kind: isNewer ? 'future_manifest' : 'invalid', message };
};

type Data = Readonly<{ ok: true; value: unknown }> | Readonly<{ ok: false; message: string }>;

/** Aliases that multiply, and tags that are unknown, end here. */
const toData = (text: string): Data => {
  try {
    const document = parseDocument(text, { version: '1.1', logLevel: 'error' });
    const [error] = document.errors;
    if (error) return { ok: false, message: firstLine(error.message) };
    return { ok: true, value: document.toJS() };
  } catch (error) {
    return { ok: false, message: firstLine(error instanceof Error ? error.message : String(error)) };
  }
};

const firstLine = (message: string) => message.split('\n')[0] ?? message;

const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const words = z.array(word).nullish();
const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() ?? '');
const needed = z.string('is needed').trim().min(1, 'is needed');

const transportSchema = z.discriminatedUnion(
  'type',
  [
    z.object({
      type: z.literal('stdio'),
      command: needed,
      args: words,
      env: z.record(z.string(), z.string()).nullish(),
    }),
    z.object({
      type: z.literal('http'),
      url: needed.regex(/^https?:\/\//i, 'must be an http(s) address'),
      env: z.record(z.string(), z.string()).nullish(),
    }),
  ],
  'must be stdio or http',
);

const variableSchema = z.object({
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is no variable name'),
  prompt: text,
  required: z.boolean().default(true),
  secret: z.boolean().default(true),
  default: word.nullish(),
});

const manifestSchema = z.object({
  name: needed.regex(/^[A-Za-z0-9_-]+$/, 'may have letters, digits, "-" and "_" only'),
  description: needed,
  source: text,
  transport: transportSchema,
  auth: z
    .object({ type: z.enum(['api_key', 'oauth', 'none']).default('none'), env: z.array(variableSchema).nullish() })
    .nullish(),
  install: z.object({ type: z.literal('git'), url: needed, ref: needed, bootstrap: words }).nullish(),
  tools: z.object({ default_enabled: z.array(z.string()).nullish() }).nullish(),
  post_install: z.string().nullish(),
});

const versionSchema = z.looseObject({ manifest_version: z.unknown().optional() });

const toServer = (manifest: z.infer<typeof manifestSchema>): CatalogServer => {
  const { name, description, source, transport, auth, install, tools, post_install } = manifest;
  return {
    ...{ name, description, source },
    transport: {
      type: transport.type,
      command: transport.type === 'stdio' ? transport.command : null,
      args: transport.type === 'stdio' ? (transport.args ?? []) : [],
      url: transport.type === 'http' ? transport.url : null,
      env: transport.env ?? {},
    },
    auth: {
      type: auth?.type ?? 'none',
      env: (auth?.env ?? []).map((variable) => ({
        ...variable,
        prompt: variable.prompt || variable.name,
        default: variable.default ?? '',
      })),
    },
    install: install ? { url: install.url, ref: install.ref, bootstrap: install.bootstrap ?? [] } : null,
    defaultEnabled: tools?.default_enabled ?? null,
    postInstall: post_install ?? '',
  };
};
