import { readFile } from 'node:fs/promises';
import { type Document, isAlias, isMap, type YAMLMap } from 'yaml';
import { parseYaml, textOf } from '../yaml-text.ts';
import { textAt } from '../yaml-edit.ts';

/** What a YAML file of a profile says, as far as it can be read. */
export type YamlFacts = Readonly<{
  /** Text of a key as spelled; null when absent, nothing, or no scalar. */
  text(key: string): string | null;
  /** The same one level down. */
  below(key: string, inner: string): string | null;
}>;

/** Reads a YAML file for showing; what is missing or broken reads as empty. */
export const readYamlFacts = async (path: string): Promise<YamlFacts> => {
  try {
    const document = parseYaml(await readFile(path, 'utf8'));
    const top = document.errors.length === 0 ? mapOf(document, document.contents) : null;
    return top === null ? nothing : factsOf(document, top);
  } catch {
    return nothing;
  }
};

const nothing: YamlFacts = { text: () => null, below: () => null };

const factsOf = (document: Document, top: YAMLMap): YamlFacts => ({
  text: (key) => textOf(resolved(document, top.get(key, true))),
  below: (key, inner) => {
    const map = mapOf(document, top.get(key, true));
    return map && textAt(map, inner);
  },
});

const mapOf = (document: Document, node: unknown): YAMLMap | null => {
  const found = resolved(document, node);
  return isMap(found) ? found : null;
};

const resolved = (document: Document, node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
