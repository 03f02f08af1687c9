import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../src/adapters/hermes-home/config-yaml.ts';
import { normaliseModel } from '../../src/adapters/hermes-home/model-choice.ts';
import { knownProviders } from '../../src/adapters/providers/known-providers.ts';
import { findOwnSlug } from '../../src/adapters/providers/own-providers.ts';
import { toProviderSlug } from '../../src/adapters/providers/provider-slug.ts';
import { findCloudSignIns } from '../../src/adapters/providers/sign-ins.ts';
import { writeTree } from '../contracts/installer.contract.ts';
import { askPython } from './ask-python.ts';
import { models, providers } from './model-choices.ts';
import { describeWithHermes } from './with-hermes.ts';

/** Known to later versions only. */
const later = ['ai-gateway', 'actual'];

const knownSchema = z.array(
  z.object({ slug: z.string(), name: z.string(), auth: z.string().nullable(), keys: z.array(z.string()).nullable() }),
);

describeWithHermes('the providers hermes knows', () => {
  let theirs: z.infer<typeof knownSchema>;
  beforeAll(async () => {
    const script = `
from hermes_cli.auth import PROVIDER_REGISTRY
from hermes_cli.models import CANONICAL_PROVIDERS, _PROVIDER_LABELS
from providers import list_providers
described = {p.name: p for p in list_providers()}
def one(entry):
    known, plugin = PROVIDER_REGISTRY.get(entry.slug), described.get(entry.slug)
    auth = known.auth_type if known else plugin.auth_type if plugin else None
    keys = known.api_key_env_vars if known else plugin.env_vars if plugin else None
    return dict(slug=entry.slug, name=_PROVIDER_LABELS[entry.slug], auth=auth, keys=keys and list(keys))
answer([one(entry) for entry in CANONICAL_PROVIDERS])`;
    theirs = await askPython({ script, schema: knownSchema });
  }, 60_000);

  test('are those of our table, in its order and with its names', () => {
    const ours = knownProviders.filter(({ slug }) => !later.includes(slug));
    expect(ours.map(({ slug, name }) => [slug, name])).toEqual(theirs.map(({ slug, name }) => [slug, name]));
  });

  test('are opened by the keys and in the ways of our table', () => {
    const waysOf = ({ slug, auth, keys }: (typeof theirs)[number]) => [slug, auth ?? 'virtual', keys ?? []];
    const ours = knownProviders.filter(({ slug }) => !later.includes(slug));
    expect(ours.map(({ slug, authType, keys }) => [slug, authType, keys])).toEqual(theirs.map(waysOf));
  });

  test('go by the names of our table, and by no others', async () => {
    const script = 'from hermes_cli.models import _PROVIDER_ALIASES\nanswer(_PROVIDER_ALIASES)';
    const aliases = await askPython({ script, schema: z.record(z.string(), z.string()) });
    expect(Object.fromEntries(Object.keys(aliases).map((name) => [name, toProviderSlug(name)]))).toEqual(aliases);
    const others = knownProviders.map(({ slug }) => slug).filter((slug) => !(slug in aliases));
    expect(others.map(toProviderSlug)).toEqual(others);
  });
});

describeWithHermes('a cloud that hermes takes for signed in', () => {
  const file = import.meta.filename;
  test.each<readonly [title: string, env: Record<string, string>, config: string]>([
    ['nothing', {}, '{}'],
    ['a project of Vertex', { VERTEX_PROJECT_ID: 'p' }, '{}'],
    ['a project of Vertex in config.yaml', {}, 'vertex: {project_id: p}'],
    ['a service account', { GOOGLE_APPLICATION_CREDENTIALS: file }, '{}'],
    ['a service account of Hermes alone', { VERTEX_CREDENTIALS_PATH: file }, '{}'],
    ['a service account that is not there', { VERTEX_CREDENTIALS_PATH: '/nonexistent' }, '{}'],
    ['a region', { VERTEX_REGION: 'eu' }, '{}'],
    ['a profile of AWS', { AWS_PROFILE: 'p' }, '{}'],
    ['a token of Bedrock', { AWS_BEARER_TOKEN_BEDROCK: 't' }, '{}'],
    ['both keys of AWS', { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }, '{}'],
    ['one key of AWS', { AWS_SECRET_ACCESS_KEY: 'b' }, '{}'],
    ['a web identity', { AWS_WEB_IDENTITY_TOKEN_FILE: file }, '{}'],
    ['a region of AWS', { AWS_REGION: 'eu-west-1' }, '{}'],
  ])('by %s is one for us', { timeout: 60_000 }, async (_, env, config) => {
    const script = `
from agent.bedrock_adapter import has_aws_credentials
from agent.vertex_adapter import has_vertex_credentials
answer([name for name, found in (('bedrock', has_aws_credentials()), ('vertex', has_vertex_credentials())) if found])`;
    const theirs = await askPython({ script, schema: z.array(z.string()), files: { 'config.yaml': config }, env });
    const project = config.includes('project_id') ? 'p' : '';
    expect([...(await findCloudSignIns(env, project))]).toEqual(theirs);
  });
});

const pairSchema = z.tuple([z.string(), z.string()]);
type Pair = z.infer<typeof pairSchema>;

/** What Hermes writes for each choice, in a profile with this config.yaml. */
const writtenByHermes = async (choices: readonly Pair[], config: string): Promise<readonly Pair[]> =>
  await askPython({
    script: `
from hermes_cli.web_server import _normalize_main_model_assignment
answer([_normalize_main_model_assignment(*choice) for choice in given])`,
    schema: z.array(pairSchema),
    given: choices,
    files: { 'config.yaml': config },
  });

describeWithHermes('a choice of model, as hermes writes it', () => {
  test.each([
    ['without a model', '{}\n', null],
    ['that is at an aggregator', 'model: {provider: Nous, default: a/b}\n', 'Nous'],
    ['that is at Copilot', 'model: {provider: copilot, default: gpt-5}\n', 'copilot'],
  ])('in a profile %s', { timeout: 60_000 }, async (_, config, current) => {
    const choices = providers.flatMap((provider) => models.map((model): Pair => [provider, model]));
    const theirs = await writtenByHermes(choices, config);
    const ours = choices.map(([provider, model]): Pair => {
      const written = normaliseModel({ provider, model }, { current, own: () => null });
      return [written.provider, written.model];
    });
    expect(choices.length).toBeGreaterThan(3000);
    const differ = choices.flatMap((choice, index) =>
      isDifferentIn019(choice) || String(ours[index]) === String(theirs[index])
        ? []
        : [{ choice, ours: ours[index], theirs: theirs[index] }],
    );
    expect(differ).toEqual([]);
  });
});

const own = `providers:
  litellm: {name: My LLM, base_url: "http://127.0.0.1:4000"}
  Cased: {base_url: "http://127.0.0.1:4001"}
  openrouter: {base_url: "http://127.0.0.1:4002"}
custom_providers:
  - {name: Local One, base_url: "http://127.0.0.1:4003"}
  - {name: nowhere}
`;

describeWithHermes('a choice of a provider of the user', () => {
  const typed = [
    'litellm',
    'LiteLLM',
    'my llm',
    'custom:my-llm',
    'Cased',
    'cased',
    'openrouter',
    'local one',
    'nowhere',
  ];
  const choices = [...typed, 'custom:local-one', 'custom:other', 'custom', 'ollama', 'zai'].map((name): Pair => [
    name,
    'm.1',
  ]);

  test.each([
    ['with some', own],
    ['with one list', own.slice(own.indexOf('custom_providers'))],
    ['with none', '{}\n'],
  ])('is written as hermes writes it, in a profile %s', { timeout: 60_000 }, async (_, text) => {
    const config = await readText(text);
    const ours = choices.map(([provider, model]): Pair => {
      const written = normaliseModel({ provider, model }, { current: null, own: (name) => findOwnSlug(config, name) });
      return [written.provider, written.model];
    });
    expect(ours).toEqual(await writtenByHermes(choices, text));
  });
});

const readText = async (text: string) => {
  const directory = await mkdtemp(join(tmpdir(), 'profile-builder-config-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await writeTree(directory, { 'config.yaml': text });
  return await readConfig(join(directory, 'config.yaml'));
};

/** 0.19 still has the names DeepSeek retired, and takes `custom:…` and later providers for unknown ones. */
const isDifferentIn019 = ([provider, model]: Pair): boolean => {
  const slug = toProviderSlug(provider);
  if (slug === 'deepseek') return !/^(?:deepseek\/)?deepseek-v/i.test(model);
  return later.includes(slug) || slug.startsWith('custom:');
};
