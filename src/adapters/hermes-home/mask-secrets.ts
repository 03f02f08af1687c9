import { type Scalar, isMap, isScalar, isSeq } from 'yaml';
import { parseYaml, textOf } from './yaml-text.ts';

/** What stands for a secret, however long it is. */
export const MASK = '••••';

/** A file of a profile as it may be shown: every value of `.env`, and what may be a secret in `config.yaml`, masked. */
export const maskSecrets = (path: string, text: string): string => {
  if (path === '.env') return maskDotEnv(text);
  return path === 'config.yaml' ? maskConfig(text) : text;
};

/** A variable, also one commented out, whose quoted value may go over several lines; else any line that is no comment. */
const DOT_ENV_PART =
  /^([ \t\uFEFF]*(?:#[# \t]*)?(?:export[ \t]+)?[A-Za-z_]\w*[ \t]*=[ \t]*)("(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*')?([^\n]*)$|^(?![ \t\uFEFF]*(?:#|\r?$))[^\n]+$/gm;

/** Quotes stay, so that a masked line is the written one but for the value. */
const maskDotEnv = (text: string): string =>
  text.replace(DOT_ENV_PART, (_part, head: string | undefined, quoted: string | undefined, rest: string) => {
    if (head === undefined) return MASK;
    if (quoted === undefined || !/^[ \t]*(?:#.*)?\r?$/.test(rest)) return head + maskPlain(`${quoted ?? ''}${rest}`);
    const quote = quoted.slice(0, 1);
    return `${head}${quote}${quoted.length > 2 ? MASK : ''}${quote}${rest}`;
  });

const maskPlain = (value: string): string => value.replace(/^[^\r]+/, MASK);

type Range = readonly [from: number, to: number];

/** What cannot be understood is not shown. */
const maskConfig = (text: string): string => {
  const document = parseYaml(text);
  if (document.errors.length > 0) return MASK;
  const ranges = secretRanges(document.contents, []).toSorted(([a], [b]) => b - a);
  return ranges.reduce((masked, [from, to]) => masked.slice(0, from) + MASK + masked.slice(to), text);
};

const secretRanges = (node: unknown, path: readonly string[]): Range[] => {
  if (isMap(node)) return node.items.flatMap(({ key, value }) => secretRanges(value, [...path, textOf(key) ?? '']));
  if (isSeq(node)) return node.items.flatMap((item) => secretRanges(item, path));
  return isScalar(node) && isSecretPlace(path) ? toRange(node) : [];
};

const isSecretPlace = (path: readonly string[]): boolean =>
  (path[0] === 'mcp_servers' && ['env', 'headers'].includes(path[2] ?? '')) ||
  /(?:api_?key|(?<!max_)token|secret|password|passwd|credential)s?$/i.test(path.at(-1) ?? '');

/** Inside of the quotes; templates and nothing are no secrets. */
const toRange = (node: Scalar): Range[] => {
  const text = textOf(node) ?? '';
  if (text === '' || !node.range || /^(?:[A-Za-z]+ )?\$\{[\w:]+\}$/.test(text)) return [];
  const [from, to] = node.range;
  if (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') return [[from + 1, to - 1]];
  return [[from, node.type === 'PLAIN' ? to : to - 1]];
};
