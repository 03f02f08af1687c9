import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { modelInfoSchema, modelOptionsSchema, recommendedSchema } from '../../../src/http/catalog-schema.ts';
import { createAppFixture, readProblem } from '../fixture-app.ts';

const openApp = async (files: Record<string, string> = {}, env: Record<string, string> = {}) => {
  const root = await mkdtemp(join(tmpdir(), 'hermes-root-'));
  onTestFinished(async () => await rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'profiles', 'coder'), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
  const fixture = createAppFixture({ root, env });
  onTestFinished(fixture.close);
  const options = async (query = '') =>
    modelOptionsSchema.parse(await (await fixture.get(`/api/model/options${query}`)).json());
  return { ...fixture, root, options };
};

describe('GET /api/model/options', () => {
  it('has only the row that needs no key where there are no keys', async () => {
    const { options } = await openApp();
    const { providers, model, provider, sources } = await options();
    expect(providers.map(({ slug, source }) => [slug, source])).toEqual([['moa', 'virtual']]);
    expect({ model, provider }).toEqual({ model: '', provider: '' });
    expect(sources).toMatchObject([{ id: 'embedded', ok: true }]);
  });

  it('has every provider with its models and what it needs when asked for those too', async () => {
    const { options } = await openApp();
    const { providers } = await options('?include_unconfigured=1');
    expect(providers).toHaveLength(43);
    const row = providers.find(({ slug }) => slug === 'anthropic');
    expect(row).toMatchObject({
      name: 'Anthropic',
      is_current: false,
      is_user_defined: false,
      source: 'canonical',
      authenticated: false,
      auth_type: 'api_key',
      key_env: 'ANTHROPIC_API_KEY',
      warning: 'paste ANTHROPIC_API_KEY to activate',
    });
    expect(row?.total_models).toBe(row?.models.length);
    const opus = 'claude-opus-4-1-20250805';
    const can = { fast: false, reasoning: true, vision: true, tools: true, context: 200_000 };
    expect(row?.capabilities[opus]).toEqual(can);
    expect(row?.pricing[opus]).toMatchObject({ input: '$15.00', output: '$75.00', free: false });
    expect(row?.models).toEqual(expect.arrayContaining(row?.featured_models ?? []));
  });

  it('knows keys of the profile, of the environment, and sign-ins, each by its name only', async () => {
    const { options } = await openApp(
      {
        'profiles/coder/.env': 'OPENROUTER_API_KEY=sk-secret\nXAI_API_KEY=\n',
        'profiles/coder/auth.json': '{"providers":{"nous":{"token":"t"}},"credential_pool":{"qwen-oauth":[]}}',
      },
      { DEEPSEEK_API_KEY: 'd', GLM_API_KEY: ' ' },
    );
    const slugs = async (query: string) => (await options(query)).providers.map(({ slug }) => slug);
    expect(await slugs('?profile=coder')).toEqual(['nous', 'openrouter', 'moa', 'deepseek']);
    expect(await slugs('?profile=coder&explicit_only=true')).toEqual(['nous', 'openrouter', 'deepseek']);
    expect(await slugs('')).toEqual(['moa', 'deepseek']);
    const found = (await options('?profile=coder')).providers.map(({ found_in }) => found_in);
    expect(found).toEqual([['sign-in'], ['profile'], [], ['environment']]);
  });

  it('knows what opens a cloud, and does not take that for a choice', async () => {
    const files = {
      'key.json': '{}',
      'profiles/coder/.env': 'AWS_PROFILE=work\n',
      'profiles/coder/config.yaml': 'vertex: {project_id: p}\n',
    };
    const { options, root } = await openApp(files, { CLAUDE_CODE_OAUTH_TOKEN: 't' });
    const slugs = async (query: string) => (await options(query)).providers.map(({ slug }) => slug);
    expect(await slugs('?profile=coder')).toEqual(['moa', 'anthropic', 'vertex', 'bedrock']);
    expect(await slugs('?profile=coder&explicit_only=true')).toEqual([]);
    const other = await openApp(
      {},
      { GOOGLE_APPLICATION_CREDENTIALS: join(root, 'key.json'), AWS_ACCESS_KEY_ID: 'half' },
    );
    expect((await other.options()).providers.map(({ slug }) => slug)).toEqual(['moa', 'vertex']);
  });

  it('has the providers the user defined, which are a choice, and not those switched off', async () => {
    const { options } = await openApp(
      {
        'profiles/coder/config.yaml': `model: {provider: custom:ollama, default: qwen}
providers:
  litellm: {name: My LiteLLM, base_url: "http://127.0.0.1:4000/v1", models: [a, {id: b}, anthropic/claude-sonnet-4]}
  hidden: {base_url: "http://127.0.0.1:4001", enabled: false}
  zai: {enabled: off}
custom_providers:
  - {name: "Ollama — GLM", base_url: "http://127.0.0.1:11434/v1", model: glm}
  - {name: "Ollama — Qwen", base_url: "http://127.0.0.1:11434/v1/", model: qwen}
  - {name: nowhere, model: x}
`,
      },
      { OPENROUTER_API_KEY: 'k', ZAI_API_KEY: 'k' },
    );
    for (const query of ['?profile=coder', '?profile=coder&explicit_only=1']) {
      const own = (await options(query)).providers.filter((row) => row.is_user_defined);
      expect(own).toMatchObject([
        { slug: 'custom:ollama', name: 'Ollama', is_current: true, models: ['glm', 'qwen'], source: 'user-config' },
        { slug: 'litellm', name: 'My LiteLLM', is_current: false, api_url: 'http://127.0.0.1:4000/v1' },
      ]);
      expect(own[1]?.models).toEqual(['a', 'b', 'anthropic/claude-sonnet-4']);
    }
    const { providers } = await options('?profile=coder&include_unconfigured=1');
    expect(providers.filter(({ slug }) => ['zai', 'hidden', 'custom:hidden'].includes(slug))).toEqual([]);
    const router = providers.find(({ slug }) => slug === 'openrouter');
    expect(router?.models).not.toContain('anthropic/claude-sonnet-4');
  });

  it('shows the model in use although it is not in the list of its provider', async () => {
    const { options } = await openApp(
      { 'profiles/coder/config.yaml': 'model: {provider: deepseek, default: deepseek-v9}\n' },
      { DEEPSEEK_API_KEY: 'd' },
    );
    const row = (await options('?profile=coder')).providers.find(({ slug }) => slug === 'deepseek');
    expect([row?.models[0], row?.total_models]).toEqual(['deepseek-v9', row?.models.length]);
  });

  it('keeps the provider in use among the chosen ones although nothing opens it', async () => {
    const { options } = await openApp({ 'profiles/coder/config.yaml': 'model: {provider: xai, default: grok-4}\n' });
    expect((await options('?profile=coder&explicit_only=1')).providers).toMatchObject([
      { slug: 'xai', is_current: true, authenticated: false },
    ]);
  });

  it('shows the address a bare custom model is at', async () => {
    const { options } = await openApp({
      'profiles/coder/config.yaml': 'model: {provider: custom, default: m, base_url: "http://127.0.0.1:8080/v1/"}\n',
    });
    expect((await options('?profile=coder')).providers).toMatchObject([
      { slug: 'moa' },
      { slug: 'custom', source: 'model-config', is_current: true, models: ['m'], api_url: 'http://127.0.0.1:8080/v1' },
    ]);
  });

  it('marks the provider the profile has now', async () => {
    const { options } = await openApp({
      'profiles/coder/config.yaml': 'model:\n  provider: OpenRouter\n  default: anthropic/claude-sonnet-4\n',
    });
    const { providers, model, provider } = await options('?profile=coder&include_unconfigured=true');
    expect({ model, provider }).toEqual({ model: 'anthropic/claude-sonnet-4', provider: 'OpenRouter' });
    expect(providers.filter((row) => row.is_current).map(({ slug }) => slug)).toEqual(['openrouter']);
  });

  it('tells of a config.yaml it cannot read instead of failing', async () => {
    const { options } = await openApp({ 'profiles/coder/config.yaml': 'model: [' });
    const { sources, model } = await options('?profile=coder');
    expect(model).toBe('');
    expect(sources).toMatchObject([
      { id: 'embedded', ok: true },
      { id: 'profile', ok: false },
    ]);
  });

  it.each([
    ['', 200],
    ['current', 200],
    ['default', 200],
    ['coder', 200],
    ['nobody', 404],
    ['Coder', 400],
    ['..', 400],
  ])('takes profile %j with %d', async (profile, status) => {
    const { get } = await openApp();
    const response = await get(`/api/model/options?profile=${profile}`);
    expect(response.status).toBe(status);
    if (status !== 200) expect((await readProblem(response)).code).toMatch(/^(?:profile\/not-found|name\/invalid)$/);
  });
});

describe('GET /api/model/recommended-default', () => {
  it('names a model the provider has, and none for a provider it does not know', async () => {
    const { get, options } = await openApp();
    const { providers } = await options('?include_unconfigured=1');
    const answer = recommendedSchema.parse(
      await (await get('/api/model/recommended-default?provider=OpenRouter')).json(),
    );
    expect(answer).toMatchObject({ provider: 'openrouter', model: expect.stringContaining('claude'), free_tier: null });
    expect(providers.find(({ slug }) => slug === 'openrouter')?.models).toContain(answer.model);
    const none = await (await get('/api/model/recommended-default?provider=nobody')).json();
    expect(none).toMatchObject({ provider: 'nobody', model: '', free_tier: null });
  });
});

describe('GET /api/model/info', () => {
  it('has what is known of the model of a profile', async () => {
    const { get } = await openApp({
      'profiles/coder/config.yaml':
        'model:\n  provider: anthropic\n  default: claude-opus-4-1-20250805\n  context_length: 100000\n',
    });
    expect(modelInfoSchema.parse(await (await get('/api/model/info?profile=coder')).json())).toMatchObject({
      model: 'claude-opus-4-1-20250805',
      auto_context_length: 200_000,
      config_context_length: 100_000,
      effective_context_length: 100_000,
      capabilities: { supports_tools: true, supports_vision: true, supports_reasoning: true },
    });
    expect(await (await get('/api/model/info')).json()).toMatchObject({
      model: '',
      provider: '',
      auto_context_length: 0,
      config_context_length: 0,
      effective_context_length: 0,
      capabilities: {},
    });
  });
});
