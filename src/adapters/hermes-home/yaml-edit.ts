import { Pair, Scalar, type YAMLMap } from 'yaml';
import { type YamlValue, textOf, toYamlKey, toYamlNode } from './yaml-text.ts';

/** Sets a key to a user's value, in its place when it is there, else at the end. */
export const setText = (map: YAMLMap, key: string, value: YamlValue): void => put(map, key, toYamlNode(value));

/** Sets a key to a word that means something to YAML (`false`, `35`). */
export const setBare = (map: YAMLMap, key: string, word: string): void => put(map, key, new Scalar(word));

/** Text of a key's value as spelled; null when absent, nothing, or not a scalar. */
export const textAt = (map: YAMLMap, key: string): string | null => textOf(map.get(key, true));

const put = (map: YAMLMap, key: string, node: Pair['value']) => {
  const found = map.items.find((item) => textOf(item.key) === key);
  if (found) found.value = node;
  else map.items.push(new Pair(toYamlKey(key), node));
};
