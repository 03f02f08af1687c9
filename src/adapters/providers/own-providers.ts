import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { Config } from '../hermes-home/config-yaml.ts';
import { textOf } from '../hermes-home/yaml-text.ts';

/** A provider the user defined in config.yaml. */
export type OwnEntry = Readonly<{
  /** Its key below `providers`; null for one of the list `custom_providers`. */
  key: string | null;
  name: string;
  /** As written; empty = none. */
  url: string;
  /** The one it is set to; empty = none. */
  model: string;
  /** That one, then the others it declares. */
  models: readonly string[];
  /** Whatever tells it apart from another at the same address: key, wire protocol, headers. */
  identity: string;
  isEnabled: boolean;
}>;

/** Entries of the map `providers`. */
export const keyedEntries = ({ top }: Config): readonly OwnEntry[] => {
  const found = top.get('providers', true);
  if (!isMap(found)) return [];
  return found.items.flatMap(({ key, value }) => {
    const name = textOf(key);
    return name !== null && isMap(value) ? [toEntry(value, name)] : [];
  });
};

/** Every entry that has a name and an address, in Hermes' order: those of the list, then those of the map. */
export const addressedEntries = (config: Config): readonly OwnEntry[] => {
  const found = config.top.get('custom_providers', true);
  const listed = isSeq(found) ? found.items.flatMap((item) => (isMap(item) ? [toEntry(item, null)] : [])) : [];
  const entries = [...listed, ...keyedEntries(config)].filter(({ name, url }) => name !== '' && isAddress(url));
  return firstsBy(entries, ({ name, url, model }) => JSON.stringify([name, url.replace(/\/+$/, ''), model]));
};

/** What Hermes takes a provider of `custom_providers` by. */
export const toCustomSlug = (name: string): string => `custom:${name.trim().toLowerCase().replaceAll(' ', '-')}`;

/** The slug by which Hermes would write an own provider, by how it was typed; null for any other. */
export const findOwnSlug = (config: Config, typed: string): string | null => {
  if (keyedEntries(config).some(({ key }) => key === typed)) return typed;
  const asked = typed.trim().toLowerCase();
  const entries = addressedEntries(config);
  const found = entries.find(({ name }) => name.toLowerCase() === asked || toCustomSlug(name) === asked);
  // A bare `custom` means the first there is.
  const meant = found ?? (asked === 'custom' ? entries[0] : undefined);
  return meant === undefined ? null : toCustomSlug(meant.name);
};

const toEntry = (entry: YAMLMap, key: string | null): OwnEntry => {
  const at = (...names: readonly string[]) =>
    names.map((name) => textOf(entry.get(name, true))?.trim()).find((text) => text) ?? '';
  const credential = at('api_key', 'apiKey') || at('key_env', 'keyEnv', 'api_key_env', 'apiKeyEnv');
  const model = at('default_model', 'defaultModel', 'model');
  return {
    key,
    name: at('name') || (key?.trim() ?? ''),
    url: at('base_url', 'baseUrl', 'url', 'api'),
    model,
    models: idsOf([model, ...declaredIn(entry.get('models', true))]),
    identity: JSON.stringify([credential, at('api_mode', 'apiMode', 'transport').toLowerCase(), headersIn(entry)]),
    isEnabled: !/^(?:false|no|off|0)$/i.test(at('enabled')),
  };
};

/** Models as a map by id, a list of ids or of maps with one, or a single id. */
const declaredIn = (node: unknown): readonly string[] => {
  if (isMap(node)) return node.items.map(({ key }) => textOf(key) ?? '');
  if (isSeq(node)) return node.items.map((item) => (isMap(item) ? idIn(item) : (textOf(item) ?? '')));
  return isScalar(node) ? [textOf(node) ?? ''] : [];
};

const idIn = (item: YAMLMap): string => textOf(item.get('id', true)) || textOf(item.get('name', true)) || '';

const idsOf = (texts: readonly string[]): readonly string[] =>
  firstsBy(
    texts.map((text) => text.trim()).filter((text) => text !== ''),
    (id) => id,
  );

/** Without those that follow one alike; case does not count. */
const firstsBy = <T>(items: readonly T[], textOfItem: (item: T) => string): readonly T[] => {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = textOfItem(item).toLowerCase();
    return seen.has(text) ? false : seen.add(text);
  });
};

const headersIn = (entry: YAMLMap): readonly string[] => {
  const headers = entry.get('extra_headers', true);
  if (!isMap(headers)) return [];
  return headers.items.map(({ key, value }) => `${textOf(key)}: ${textOf(value)}`).toSorted();
};

/** An address with placeholders is not looked into. */
const isAddress = (url: string): boolean => /\{[^}]+\}/.test(url) || /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(url);
