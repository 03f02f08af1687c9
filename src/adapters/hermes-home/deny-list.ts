import { type Scalar, YAMLSeq, isScalar, isSeq } from 'yaml';
import { byCodeUnits } from '../files/walk-tree.ts';
import { type Config, mapAt } from './config-yaml.ts';
import { setNode } from './yaml-edit.ts';
import { textOf, toYamlKey } from './yaml-text.ts';

/** Names on `skills.disabled`, as Hermes reads it: a list, one bare word, or nothing. */
export const readDenyList = (config: Config): readonly string[] =>
  [...itemsOf(config)].map(textOf).filter((name) => name !== null);

/** Makes `skills.disabled` the given names, sorted and once each; answers whether that changed anything. */
export const setDenyList = (config: Config, names: Iterable<string>): boolean => {
  const before = readDenyList(config);
  const after = [...new Set(names)].toSorted(byCodeUnits);
  if (after.length === before.length && after.every((name, index) => name === before[index])) return false;
  const known = new Map(itemsOf(config).map((item) => [textOf(item), item]));
  const list = new YAMLSeq(config.document.schema);
  list.items = after.map((name) => known.get(name) ?? toYamlKey(name));
  list.flow = after.length === 0;
  setNode(mapAt(config, 'skills'), 'disabled', list);
  return true;
};

const itemsOf = (config: Config): readonly Scalar[] => {
  const found = config.document.getIn(['skills', 'disabled'], true);
  if (isSeq(found)) return found.items.filter((item) => isScalar(item));
  return isScalar(found) ? [found] : [];
};
