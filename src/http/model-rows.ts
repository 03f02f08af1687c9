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
  const authenticated = isVirtual || hasCredentials(slug, keys, credentials);
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
    capabilities: Object.fromEntries(
      models.map(({ id, fast, reasoning, context }) => [id, { fast, reasoning, context }]),
    ),
    featured_models: [...new Set(featured)].slice(0, FEATURED),
    origin,
  };
};

const hasCredentials = (slug: string, keys: readonly string[], { own, shell, providers, clouds }: Credentials) =>
  providers.has(slug) || clouds.has(slug) || keys.some((key) => own.has(key) || shell.has(key));

const isExplicit = (slug: string, known: readonly CatalogProvider[], { own, providers }: Credentials) =>
  providers.has(slug) || (known.find((one) => one.slug === slug)?.keys ?? []).some((key) => own.has(key));

const warningOf = (authType: string, keys: readonly string[]) =>
  keys[0] === undefined ? `run \`hermes model\` to configure (${authType})` : `paste ${keys[0]} to activate`;
