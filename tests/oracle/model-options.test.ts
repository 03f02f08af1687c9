import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { modelOptionsSchema } from '../../src/http/catalog-schema.ts';
import { writeTree } from '../contracts/installer.contract.ts';
import { createAppFixture } from '../http/fixture-app.ts';
import { askPython } from './ask-python.ts';
import { describeWithHermes } from './with-hermes.ts';

type World = Readonly<{ config?: string; dotEnv?: string; env?: Readonly<Record<string, string>> }>;

const own = `providers:
  litellm: {name: My LiteLLM, base_url: "http://127.0.0.1:9/a", models: {one: {}, two: {}}, default_model: two}
  twin: {name: My LiteLLM again, base_url: "http://127.0.0.1:9/a/", model: three}
  keyed: {base_url: "http://127.0.0.1:9/k", key_env: SOME_KEY, models: [x, {id: y}, {name: z}, X]}
  other-key: {base_url: "http://127.0.0.1:9/k", key_env: OTHER_KEY, model: x}
  foundry: {name: "Palantir Claude 4.7 Opus", url: "http://127.0.0.1:9/f", model: c47}
  xai: {base_url: "http://127.0.0.1:9/x", model: grok}
custom_providers:
  - {name: "Ollama — GLM", base_url: "http://127.0.0.1:9/o", model: glm}
  - {name: "Ollama — Qwen", base_url: "http://127.0.0.1:9/o/", model: qwen}
  - {name: Ollama, base_url: "http://127.0.0.1:9/other", models: [a, b, c]}
  - {name: tenant, base_url: "http://127.0.0.1:9/t", extra_headers: {X-T: one}, model: m}
  - {name: tenant, base_url: "http://127.0.0.1:9/t", extra_headers: {X-T: two}, model: m2}
  - {name: tenant, base_url: "http://127.0.0.1:9/t", extra_headers: {X-T: three}, model: M}
  - {name: no address, model: m}
  - {name: broken address, base_url: localhost, model: m}
`;

const worlds: Readonly<Record<string, World>> = {
  'nothing at all': {},
  'keys of the profile and of the shell': {
    dotEnv: 'OPENROUTER_API_KEY=key-of-the-test\nXAI_API_KEY=\n',
    env: { DEEPSEEK_API_KEY: 'another-key', GH_TOKEN: 'gho_token-of-the-test', CLAUDE_CODE_OAUTH_TOKEN: 'token' },
  },
  'the AWS profile, and a model at Bedrock': {
    config: 'model: {provider: bedrock, default: some/model}\n',
    env: { AWS_PROFILE: 'work' },
  },
  'AWS keys': { env: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' } },
  'half of the AWS keys': { env: { AWS_ACCESS_KEY_ID: 'a' } },
  'providers of the user': { config: own },
  'a provider of the user in use': { config: `model: {provider: "custom:ollama", default: qwen}\n${own}` },
  'a keyed provider of the user in use': { config: `model: {provider: litellm, default: new}\n${own}` },
  'a bare endpoint in use': {
    config: `model: {provider: custom, default: m, base_url: "http://127.0.0.1:9/bare/"}\n${own}`,
  },
  'an address of the user as a bare endpoint': {
    config: `model: {provider: custom, default: glm, base_url: "http://127.0.0.1:9/t2"}\ncustom_providers:\n  - {name: t2, base_url: "http://127.0.0.1:9/t2", models: [a]}\n`,
  },
  'a model without its key': { config: 'model: {provider: xai, default: grok-4}\n' },
};

const rowSchema = z.object({
  slug: z.string(),
  name: z.string(),
  is_current: z.boolean(),
  is_user_defined: z.boolean(),
  authenticated: z.boolean(),
  auth_type: z.string().optional(),
  key_env: z.string().optional(),
  api_url: z.string().optional(),
  models: z.array(z.string()),
});
const payloadSchema = z.object({ providers: z.array(rowSchema), model: z.string(), provider: z.string() });
type Payload = z.infer<typeof payloadSchema>;

const choices = [
  ['?', {}],
  ['?include_unconfigured=1', { include_unconfigured: true }],
  ['?explicit_only=1', { explicit_only: true }],
] as const;

const askHermes = async ({ config = '', dotEnv = '', env = {} }: World): Promise<readonly Payload[]> =>
  await askPython({
    script: `
from hermes_cli.env_loader import load_hermes_dotenv
load_hermes_dotenv()
from hermes_cli.inventory import build_models_payload, load_picker_context
fixed = dict(picker_hints=True, canonical_order=True, probe_custom_providers=False)
answer([build_models_payload(load_picker_context(), **fixed, **choice) for choice in given])`,
    schema: z.array(payloadSchema),
    given: choices.map(([, choice]) => choice),
    files: { 'config.yaml': config, '.env': dotEnv },
    env,
  });

const askUs = async ({ config = '', dotEnv = '', env = {} }: World) => {
  const root = await mkdtemp(join(tmpdir(), 'model-options-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await writeTree(root, { 'config.yaml': config, '.env': dotEnv });
  const fixture = createAppFixture({ root, env });
  onTestFinished(fixture.close);
  const ask = async (query: string) =>
    modelOptionsSchema.parse(await (await fixture.get(`/api/model/options${query}`)).json());
  return await Promise.all(choices.map(([query]) => ask(query)));
};

/** Known to later versions only. */
const later = ['ai-gateway', 'actual'];

/** Of these 0.19 says that they take a key, and not which. */
const hintless = ['openrouter', 'vertex'];

/** What is compared: models only of the user's own, since of others each side has its own list; hints only where a row cannot be used. */
const toRow = (row: z.infer<typeof rowSchema>) => ({
  ...{ slug: row.slug, current: row.is_current, own: row.is_user_defined, open: row.authenticated },
  ...(row.is_user_defined && { name: row.name, url: row.api_url, models: row.models }),
  ...(!row.authenticated && !hintless.includes(row.slug) && { auth: row.auth_type, key: row.key_env }),
});

describeWithHermes('GET /api/model/options beside the one of hermes', () => {
  test.concurrent.each(Object.entries(worlds))('with %s', { timeout: 120_000 }, async (_, world) => {
    const [theirs, ours] = await Promise.all([askHermes(world), askUs(world)]);
    for (const [index, [query]] of choices.entries()) {
      const rows = ours[index]?.providers.filter(({ slug }) => !later.includes(slug)) ?? [];
      expect({ query, rows: rows.map(toRow) }).toEqual({ query, rows: theirs[index]?.providers.map(toRow) });
      expect(ours[index]).toMatchObject({ model: theirs[index]?.model, provider: theirs[index]?.provider });
    }
  });
});
