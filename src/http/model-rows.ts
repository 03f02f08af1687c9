import type { CatalogModel, CatalogProvider } from '../machines/ports/catalog.ts';
import type { Credentials, ModelSetting } from '../machines/ports/profile-settings.ts';

/** Which rows are asked for. */
export type RowChoice = Readonly<{ includeUnconfigured: boolean; explicitOnly: boolean }>;

/** Providers as Hermes' model picker shows them; those that cannot be used yet only when asked for. */
export const toRows = (
  providers: readonly (CatalogProvider & { origin: string })[],
  current: ModelSetting,
  credentials: Credentials,
  { includeUnconfigured, explicitOnly }: RowChoice,
) =>
  providers
    .map((provider) => toRow(provider, current, credentials))
    .filter((row) => row.authenticated || includeUnconfigured)
    .filter((row) => !explicitOnly || isExplicit(row.slug, providers, credentials));

/** The model to start with: a well-known all-rounder rather than the newest, which is often the dearest. */
export const recommend = (models: readonly CatalogModel[]): string =>
  allRounders.map((pattern) => models.find(({ id }) => pattern.test(id))?.id).find((id) => id !== undefined) ??
  models[0]?.id ??
  '';

const allRounders = [/claude-sonnet-4/, /(?:^|\/)gpt-5(?:\.\d)?$/, /gemini-2\.5-pro$/, /grok-4$/, /glm-4\.\d$/];

const FEATURED = 5;
const VIRTUAL = 'Several models work out each answer together; which ones is set in config.yaml.';

const toRow = (
  { slug, name, authType, keys, models, origin }: CatalogProvider & { origin: string },
  current: ModelSetting,
  credentials: Credentials,
) => {
  const isVirtual = authType === 'virtual';
  const authenticated = isVirtual || placesOf(slug, keys, credentials).length > 0;
  const featured = [recommend(models), ...models.map(({ id }) => id)].filter((id) => id !== '');
  return {
    slug,
    name,
    is_current: current.provider.trim().toLowerCase() === slug,
    is_user_defined: false,
    models: models.map(({ id }) => id),
    total_models: models.length,
    source: isVirtual ? 'virtual' : authenticated ? 'hermes' : 'canonical',
    authenticated,
    auth_type: authType,
    key_env: keys[0] ?? '',
    ...(authenticated && !isVirtual ? {} : { warning: isVirtual ? VIRTUAL : warningOf(authType, keys) }),
    keys,
    found_in: placesOf(slug, keys, credentials),
    capabilities: Object.fromEntries(
      models.map(({ id, fast, reasoning, vision, tools, context }) => [
        id,
        { fast, reasoning, vision, tools, context },
      ]),
    ),
    pricing: toPricing(models),
    featured_models: [...new Set(featured)].slice(0, FEATURED),
    origin,
  };
};

/** Where there is something that opens a provider: the profile's `.env`, its sign-ins, this server's environment. */
const placesOf = (slug: string, keys: readonly string[], { own, shell, providers }: Credentials) => [
  ...(keys.some((key) => own.has(key)) ? (['profile'] as const) : []),
  ...(providers.has(slug) ? (['sign-in'] as const) : []),
  ...(keys.some((key) => shell.has(key)) ? (['environment'] as const) : []),
];

/** In Hermes' shape. */
const toPricing = (models: readonly CatalogModel[]) =>
  Object.fromEntries(
    models.flatMap(({ id, price }) =>
      price === null ? [] : [[id, { ...price, free: price.input === 'free' && price.output === 'free' }] as const],
    ),
  );

const isExplicit = (slug: string, known: readonly CatalogProvider[], { own, providers }: Credentials) =>
  providers.has(slug) || (known.find((one) => one.slug === slug)?.keys ?? []).some((key) => own.has(key));

const warningOf = (authType: string, keys: readonly string[]) =>
  keys[0] === undefined ? `run \`hermes model\` to configure (${authType})` : `paste ${keys[0]} to activate`;
