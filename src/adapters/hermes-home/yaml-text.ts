import {
  Document,
  type DocumentOptions,
  Pair,
  type ParseOptions,
  Scalar,
  type ScalarTag,
  type SchemaOptions,
  YAMLMap,
  YAMLSeq,
  isScalar,
  parseDocument,
} from 'yaml';

/** Text a user gave, written so that readers of YAML 1.1 and 1.2 both take it for that text. */
class UserText {
  readonly text: string;
  constructor(text: string) {
    this.text = text.toWellFormed();
  }
}

/** A string, list or map of strings, as edits hand them in. */
export type YamlValue = string | readonly YamlValue[] | Readonly<{ [key: string]: YamlValue }>;

/** Parses keeping every existing scalar as it is spelled: `0777`, `yes` and dates come out as they went in. */
export const parseYaml = (text: string): Document.Parsed => parseDocument(text, options);

/** An empty document that takes the same nodes. */
export const emptyYaml = (): Document => new Document(null, options);

/** A document that is an empty map. */
export const emptyMapDocument = (): Document => {
  const document = emptyYaml();
  document.contents = new YAMLMap(document.schema);
  return document;
};

/** Nothing is folded: long lines stay as they are. */
export const toYamlText = (document: Document): string => document.toString({ lineWidth: 0 });

/** A node that reads back as the value everywhere. */
export const toYamlNode = (value: YamlValue): Scalar | YAMLMap | YAMLSeq => {
  if (typeof value === 'string') return new Scalar(new UserText(value));
  if (isList(value)) {
    const list = new YAMLSeq();
    for (const item of value) list.add(toYamlNode(item));
    list.flow = value.length === 0;
    return list;
  }
  const map = new YAMLMap();
  for (const [key, item] of Object.entries(value)) map.items.push(new Pair(toYamlKey(key), toYamlNode(item)));
  map.flow = map.items.length === 0;
  return map;
};

/** A key that reads back as the text everywhere. */
export const toYamlKey = (key: string): Scalar => new Scalar(new UserText(key));

/** The text of a scalar as spelled; null for anything else and for what YAML takes for nothing. */
export const textOf = (node: unknown): string | null => {
  const value = isScalar(node) ? node.value : node;
  if (value instanceof UserText) return value.text;
  if (typeof value !== 'string') return null;
  return isScalar(node) && (node.type === 'PLAIN' || node.type === undefined) && nothing.has(value) ? null : value;
};

const isList = (value: YamlValue): value is readonly YamlValue[] => Array.isArray(value);

const nothing: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

/** Plain is words that start with a letter (a `_` may stand before it) or slash, have no other meaning, and no character YAML could stumble over. */
const toSafeText = (text: string): string => (isPlainSafe(text) ? text : doubleQuoted(text));

const isPlainSafe = (text: string) =>
  /^(?:_?[A-Za-z]|\/)[A-Za-z0-9_./@+-]*(?:[ :][A-Za-z0-9_./@+-]+)*$/.test(text) && !words.test(text);

const words = /^(?:y|yes|n|no|true|false|on|off|null|nan|inf)$/i;

/** Characters a YAML 1.1 reader refuses or takes for a line break, and marks that vanish on the way. */
const doubleQuoted = (text: string) =>
  JSON.stringify(text).replace(
    /[\u007F-\u00A0\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`,
  );

const userTextTag: ScalarTag = {
  tag: '!user-text',
  default: true,
  identify: (value) => value instanceof UserText,
  resolve: (text) => text,
  stringify: ({ value }) => (value instanceof UserText ? toSafeText(value.text) : String(value)),
};

/** `failsafe` knows strings, lists and maps only, so nothing is converted on the way through. */
const options: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'failsafe',
  customTags: [userTextTag],
  logLevel: 'error',
};
