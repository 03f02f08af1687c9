import type { CatalogModel, CatalogProvider } from '../machines/ports/catalog.ts';
import type { Credentials, ModelSetting, OwnProvider, ProviderSettings } from '../machines/ports/profile-settings.ts';

/** Which rows are asked for. */
export type RowChoice = Readonly<{ includeUnconfigured: boolean; explicitOnly: boolean }>;

/** What a profile's files say of providers. */
export type ProfileFacts = Readonly<{ current: ModelSetting; credentials: Credentials; settings: ProviderSettings }>;

type Listed = CatalogProvider & Readonly<{ origin: string }>;

/**
 * Providers as Hermes' model picker shows them: those it knows in its order, then the user's own, the one in use first.
 * Those that cannot be used yet only when asked for.
 */
export const toRows = (
  providers: readonly Listed[],
  facts: ProfileFacts,
  { includeUnconfigured, explicitOnly }: RowChoice,
): readonly Row[] => {
  const { own, off } = facts.settings;
  const known = providers.filter(({ slug }) => !off.has(slug)).map((provider) => toRow(provider, facts));
  const ready = new Set(known.filter(({ authenticated }) => authenticated).map(({ slug }) => slug));
  // The user's own entry for a provider that has its key is part of that provider's row.
  const ownRows = own.filter(({ slug }) => !ready.has(slug.toLowerCase())).map((each) => toOwnRow(each, facts.current));
  return inOrder(known, ownRows)
    .filter((row) => row.authenticated || includeUnconfigured || (explicitOnly && row.is_current))
    .filter((row) => !explicitOnly || isExplicit(row, providers, facts.credentials))
    .map((row) => withoutOthers(row, ownRows));
};

/** The model to start with: a well-known all-rounder rather than the newest, which is often the dearest. */
export const recommend = (models: readonly CatalogModel[]): string =>
  allRounders.map((pattern) => models.find(({ id }) => pattern.test(id))?.id).find((id) => id !== undefined) ??
  models[0]?.id ??
  '';

const allRounders = [/claude-sonnet-4/, /(?:^|\/)gpt-5(?:\.\d)?$/, /gemini-2\.5-pro$/, /grok-4$/, /glm-4\.\d$/];

const FEATURED = 5;
const VIRTUAL = 'Several models work out each answer together; which ones is set in config.yaml.';

type Row = ReturnType<typeof toRow> | ReturnType<typeof toOwnRow>;

const toRow = (provider: Listed, { current, credentials, settings }: ProfileFacts) => {
  const { slug, name, authType, keys, origin } = provider;
  const isVirtual = authType === 'virtual';
  const authenticated = isVirtual || placesOf(provider, credentials).length > 0;
  const isCurrent = current.provider.trim().toLowerCase() === slug;
  const models = toModels(provider, settings, isCurrent ? current.model : '');
  return {
    slug,
    name,
    is_current: isCurrent,
    is_user_defined: false,
    ...toModelKeys(models),
    source: isVirtual ? ('virtual' as const) : authenticated ? ('hermes' as const) : ('canonical' as const),
    authenticated,
    auth_type: authType as string,
    key_env: keys[0] ?? '',
    ...(authenticated && !isVirtual ? {} : { warning: isVirtual ? VIRTUAL : warningOf(authType, keys) }),
    keys,
    found_in: placesOf(provider, credentials),
    origin,
  };
};

/** The model in use and those the user added to the provider go before its own. */
const toModels = ({ slug, models }: Listed, { own }: ProviderSettings, inUse: string): readonly CatalogModel[] => {
  const added = own.find((each) => each.slug.toLowerCase() === slug)?.models ?? [];
  const known = new Map(models.map((model) => [model.id, model]));
  const ids = withInUse([...new Set([...added, ...known.keys()])], inUse);
  return ids.map((id) => known.get(id) ?? toUnknownModel(id));
};

/** Where there is something that opens a provider: the profile's `.env`, its sign-ins, what surrounds this server. */
const placesOf = ({ slug, keys }: CatalogProvider, { own, shell, providers, clouds }: Credentials) => [
  ...(keys.some((key) => own.has(key)) ? (['profile'] as const) : []),
  ...(providers.has(slug) ? (['sign-in'] as const) : []),
  ...(clouds.has(slug) || keys.some((key) => shell.has(key)) ? (['environment'] as const) : []),
];

/** In Hermes' shape. */
const toPricing = (models: readonly CatalogModel[]) =>
  Object.fromEntries(
    models.flatMap(({ id, price }) =>
      price === null ? [] : [[id, { ...price, free: price.input === 'free' && price.output === 'free' }] as const],
    ),
  );

const withInUse = (ids: readonly string[], inUse: string): readonly string[] =>
  inUse === '' || ids.includes(inUse) ? ids : [inUse, ...ids];

const toOwnRow = ({ slug, name, url, models, isCurrent }: OwnProvider, current: ModelSetting) => ({
  slug,
  name,
  is_current: isCurrent,
  is_user_defined: true,
  ...toModelKeys(withInUse(models, isCurrent ? current.model : '').map(toUnknownModel)),
  source: slug === 'custom' ? ('model-config' as const) : ('user-config' as const),
  authenticated: true,
  auth_type: 'api_key',
  key_env: '',
  keys: [] as readonly string[],
  found_in: ['profile' as const],
  api_url: url,
  origin: 'profile',
});

/** Nothing stands in the way of a model that is not known but that it may not have what is asked of it. */
const toUnknownModel = (id: string): CatalogModel => ({
  ...{ id, reasoning: true, fast: false, vision: false, tools: true, context: 0, output: 0, price: null },
});

const toModelKeys = (models: readonly CatalogModel[]) => ({
  models: models.map(({ id }) => id),
  total_models: models.length,
  capabilities: Object.fromEntries(
    models.map(({ id, fast, reasoning, vision, tools, context }) => [id, { fast, reasoning, vision, tools, context }]),
  ),
  pricing: toPricing(models),
  featured_models: [...new Set([recommend(models), ...models.map(({ id }) => id)])]
    .filter((id) => id !== '')
    .slice(0, FEATURED),
});

/** The user's own provider under a slug Hermes knows stands in its place. */
const inOrder = (known: readonly Row[], own: readonly Row[]): readonly Row[] => {
  const ownOf = (row: Row) => own.find(({ slug }) => slug.toLowerCase() === row.slug);
  const placed = known.map((row) => ownOf(row) ?? row);
  const others = own.filter((row) => !placed.includes(row));
  const firstInUse = (a: Row, b: Row) => Number(b.is_current) - Number(a.is_current) || b.total_models - a.total_models;
  return [...placed, ...others.toSorted(firstInUse)];
};

/** Chosen at a router, a model of the user's own provider would go out to others. */
const withoutOthers = (row: Row, own: readonly Row[]): Row => {
  if (row.is_user_defined || !routers.has(row.slug)) return row;
  const theirs = new Set(own.flatMap(({ models }) => models.map((id) => id.toLowerCase())));
  const models = row.models.filter((id) => !theirs.has(id.toLowerCase()));
  return { ...row, models, total_models: models.length };
};

const routers: ReadonlySet<string> = new Set(['openrouter', 'kilocode', 'huggingface', 'novita']);

/** Whether the user chose it; not what only happens to be open on this machine. */
const isExplicit = (row: Row, known: readonly CatalogProvider[], { own, shell, providers }: Credentials) => {
  if (row.is_user_defined || row.is_current || providers.has(row.slug)) return true;
  const keys = known.find(({ slug }) => slug === row.slug)?.keys ?? [];
  return keys.filter((key) => key !== SET_BY_CLAUDE_CODE).some((key) => own.has(key) || shell.has(key));
};

const SET_BY_CLAUDE_CODE = 'CLAUDE_CODE_OAUTH_TOKEN';

const warningOf = (authType: string, keys: readonly string[]) =>
  keys[0] === undefined ? `run \`hermes model\` to configure (${authType})` : `paste ${keys[0]} to activate`;
