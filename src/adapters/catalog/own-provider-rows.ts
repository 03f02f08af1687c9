import type { ModelSetting, OwnProvider } from '../../machines/ports/profile-settings.ts';
import type { Config } from '../hermes-home/config-yaml.ts';
import { addressedEntries, keyedEntries, type OwnEntry, toCustomSlug } from '../providers/own-providers.ts';

/**
 * The providers the user defined in config.yaml, as Hermes' model picker groups them: those of `providers` by their key, a
 * bare endpoint of the model, those of `custom_providers` by their name. No endpoint is asked for its models.
 */
export const ownProvidersIn = (config: Config, current: ModelSetting): readonly OwnProvider[] => {
  const keyed = groupKeyed(config).map((group) => toKeyedRow(group, current));
  const bare = toBareRow(config, current);
  return [...keyed, ...(bare === null ? [] : [bare]), ...toListedRows(config, current)];
};

/** Slugs that config.yaml switches off, built-in ones too. */
export const switchedOffIn = (config: Config): ReadonlySet<string> =>
  new Set(
    keyedEntries(config)
      .filter(({ isEnabled }) => !isEnabled)
      .map(({ key }) => (key ?? '').toLowerCase()),
  );

/** Entries at one address and opened alike are one provider. */
type Group = readonly [OwnEntry, ...OwnEntry[]];

const groupBy = (entries: readonly OwnEntry[], keyOf: (entry: OwnEntry) => string): readonly Group[] =>
  [...Map.groupBy(entries, keyOf).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [[first, ...rest]],
  );

const groupKeyed = (config: Config): readonly Group[] =>
  groupBy(
    keyedEntries(config).filter(({ isEnabled }) => isEnabled),
    ({ url, identity }) => `${toAddress(url)} ${identity}`,
  );

const toKeyedRow = (group: Group, current: ModelSetting): OwnProvider => {
  const [{ key, name: full, url }] = group;
  const [slug, name] = [key ?? '', toFamily(full)];
  const names = [slug, toCustomSlug(name)].map((each) => each.toLowerCase());
  const isCurrent = names.includes(providerOf(current)) || isBareAt(current, url);
  return { slug, name, url, models: modelsOf(group), isCurrent };
};

/** Hermes lets `provider: custom` with an address stand for a provider without an entry. */
const toBareRow = (config: Config, current: ModelSetting): OwnProvider | null => {
  const url = current.baseUrl.replace(/\/+$/, '');
  if (url === '' || providerOf(current) !== 'custom') return null;
  if (addressedEntries(config).some((entry) => isBareAt(current, entry.url))) return null;
  const models = current.model === '' ? [] : [current.model];
  return { slug: 'custom', name: 'Custom endpoint', url, models, isCurrent: true };
};

const toListedRows = (config: Config, current: ModelSetting): readonly OwnProvider[] => {
  const taken = slugsOfKeyed(config);
  const off = switchedOffIn(config);
  const entries = addressedEntries(config).filter(({ key }) => key === null || !off.has(key.toLowerCase()));
  const keyOf = ({ name, url, identity }: OwnEntry) => `${bare(url)} ${identity} ${toPrefix(name).toLowerCase()}`;
  const groups = groupBy(entries, keyOf);
  const isOnlyBareOne = groups.filter(([{ url }]) => isBareAt(current, url)).length === 1;
  const rows: OwnProvider[] = [];
  for (const group of groups) {
    const name = toPrefix(group[0].name);
    if (taken.has(toCustomSlug(name))) continue;
    const [slug, url] = [toFreeSlug(toCustomSlug(name), rows), bare(group[0].url)];
    const isCurrent = slug === providerOf(current) || (isOnlyBareOne && isBareAt(current, url));
    rows.push({ slug, name, url, models: modelsOf(group), isCurrent });
  }
  return rows;
};

/** What those of `providers` are known by, their entries' names too: they stand in both of Hermes' lists. */
const slugsOfKeyed = (config: Config): ReadonlySet<string> =>
  new Set(
    groupKeyed(config).flatMap((group) => {
      const names = [toFamily(group[0].name), ...group.map(({ name }) => name)];
      return [(group[0].key ?? '').toLowerCase(), ...names.map(toCustomSlug)];
    }),
  );

const toFreeSlug = (slug: string, rows: readonly OwnProvider[]): string => {
  const isFree = (candidate: string) => rows.every((row) => row.slug !== candidate);
  if (isFree(slug)) return slug;
  for (let n = 2; ; n += 1) if (isFree(`${slug}-${n}`)) return `${slug}-${n}`;
};

const modelsOf = (entries: Group): readonly string[] => [...new Set(entries.flatMap(({ models }) => models))];

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
