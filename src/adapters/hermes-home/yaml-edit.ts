import { Pair, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { type YamlValue, textOf, toYamlKey, toYamlNode } from './yaml-text.ts';

/** Sets a key to a user's value, in its place when it is there, else at the end. */
export const setText = (map: YAMLMap, key: string, value: YamlValue): void => setNode(map, key, toYamlNode(value));

/** Sets a key to a word that means something to YAML (`false`, `35`). */
export const setBare = (map: YAMLMap, key: string, word: string): void => setNode(map, key, new Scalar(word));

/** Sets a key to a node, in its place when it is there, else at the end. */
export const setNode = (map: YAMLMap, key: string, node: Scalar | YAMLMap | YAMLSeq): void => {
  const found = map.items.find((item) => textOf(item.key) === key);
  if (map.items.length === 0) map.flow = false;
  if (found) found.value = node;
  else map.items.push(new Pair(toYamlKey(key), node));
};

/** Text of a key's value as spelled; null when absent, nothing, or not a scalar. */
export const textAt = (map: YAMLMap, key: string): string | null => textOf(map.get(key, true));
