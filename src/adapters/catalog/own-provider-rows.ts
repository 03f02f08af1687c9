import type { ModelSetting, OwnProvider } from '../../machines/ports/profile-settings.ts';
import type { Config } from '../hermes-home/config-yaml.ts';
import { addressedEntries, keyedEntries, type OwnEntry, toCustomSlug } from '../providers/own-providers.ts';

/**
 * The providers the user defined in config.yaml, as Hermes' model picker groups them: those of `providers` by their key, a
 * bare endpoint of the model, those of `custom_providers` by their name. No endpoint is asked for its models.
 */
export const ownProvidersIn = (config: Config, current: ModelSetting): readonly OwnProvider[] => {
  const keyed = toKeyedRows(config, current);
  const bare = toBareRow(config, current);
  return [...keyed, ...(bare === null ? [] : [bare]), ...toListedRows(config, keyed, current)];
};

/** Slugs that config.yaml switches off, built-in ones too. */
export const switchedOffIn = (config: Config): ReadonlySet<string> =>
  new Set(
    keyedEntries(config)
      .filter(({ isEnabled }) => !isEnabled)
      .map(({ key }) => (key ?? '').toLowerCase()),
  );

const toKeyedRows = (config: Config, current: ModelSetting): readonly OwnProvider[] => {
  const entries = keyedEntries(config).filter(({ isEnabled }) => isEnabled);
  const groups = Map.groupBy(entries, ({ url, identity }) => `${toAddress(url)} ${identity}`);
  return [...groups.values()].flatMap((entries_) => {
    const [first] = entries_;
    if (first === undefined) return [];
    const [slug, name] = [first.key ?? '', toFamily(first.name)];
    const names = [slug, toCustomSlug(name)].map((each) => each.toLowerCase());
    const isCurrent = names.includes(providerOf(current)) || isBareAt(current, first.url);
    return [
      { slug, name, url: first.url, models: modelsOf(entries_), isCurrent, names: entries_.map((each) => each.name) },
    ];
  });
};

/** Hermes lets `provider: custom` with an address stand for a provider without an entry. */
const toBareRow = (config: Config, current: ModelSetting): OwnProvider | null => {
  const url = current.baseUrl.replace(/\/+$/, '');
  if (url === '' || providerOf(current) !== 'custom') return null;
  if (addressedEntries(config).some((entry) => isBareAt(current, entry.url))) return null;
  const models = current.model === '' ? [] : [current.model];
  return { slug: 'custom', name: 'Custom endpoint', url, models, isCurrent: true, names: [] };
};

const toListedRows = (config: Config, keyed: readonly OwnProvider[], current: ModelSetting): readonly OwnProvider[] => {
  const taken = new Set(
    keyed.flatMap(({ slug, name, names }) => [slug.toLowerCase(), ...[name, ...names].map(toCustomSlug)]),
  );
  const off = switchedOffIn(config);
  const entries = addressedEntries(config).filter(({ key }) => key === null || !off.has(key.toLowerCase()));
  const groups = [
    ...Map.groupBy(
      entries,
      ({ name, url, identity }) => `${bare(url)} ${identity} ${toPrefix(name).toLowerCase()}`,
    ).values(),
  ];
  const isOnlyBareOne = groups.filter(([first]) => isBareAt(current, first?.url ?? '')).length === 1;
  const rows: OwnProvider[] = [];
  for (const entries_ of groups) {
    const [first] = entries_;
    if (first === undefined || taken.has(toCustomSlug(toPrefix(first.name)))) continue;
    const name = toPrefix(first.name);
    const slug = toFreeSlug(toCustomSlug(name), rows);
    const isCurrent = slug === providerOf(current) || (isOnlyBareOne && isBareAt(current, first.url));
    rows.push({ slug, name, url: bare(first.url), models: modelsOf(entries_), isCurrent, names: [] });
  }
  return rows;
};

const toFreeSlug = (slug: string, rows: readonly OwnProvider[]): string => {
  const isFree = (candidate: string) => rows.every((row) => row.slug !== candidate);
  if (isFree(slug)) return slug;
  for (let n = 2; ; n += 1) if (isFree(`${slug}-${n}`)) return `${slug}-${n}`;
};

const modelsOf = (entries: readonly OwnEntry[]): readonly string[] => [
  ...new Set(entries.flatMap(({ models }) => models)),
];

const providerOf = ({ provider }: ModelSetting): string => provider.trim().toLowerCase();

const isBareAt = (current: ModelSetting, url: string): boolean =>
  providerOf(current) === 'custom' && url !== '' && toAddress(current.baseUrl) === toAddress(url);

const bare = (url: string): string => url.replace(/\/+$/, '');
const toAddress = (url: string): string => bare(url.trim()).toLowerCase();

/** "Ollama — GLM" and "Ollama - GLM" are entries of "Ollama". */
const toPrefix = (name: string): string => {
  const separator = ['—', ' - '].find((each) => name.includes(each));
  return (separator === undefined ? name : (name.split(separator)[0] ?? '').trim()) || name;
};

/** Besides, what follows a version is left out: "Palantir Claude 4.7 Opus" is of "Palantir Claude". */
const toFamily = (name: string): string => {
  const words = toPrefix(name)
    .split(/\s+/)
    .filter((word) => word !== '');
  const version = words.findIndex((word) => /\d/.test(word));
  return version >= 2 ? words.slice(0, version).join(' ') : toPrefix(name);
};
