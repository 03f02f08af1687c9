import { isMap, isPair, isScalar, isSeq, type YAMLMap } from 'yaml';
import { z } from 'zod';
import type { ServerSetting } from '../../machines/ports/profile-settings.ts';
import type { Config } from '../hermes-home/config-yaml.ts';
import { byCodeUnits } from '../files/walk-tree.ts';
import { textOf } from '../hermes-home/yaml-text.ts';

/** What stands where a secret is. */
export const MASK = '***';

/** The entries of `mcp_servers`, masked, in order of their names; what is no entry is left out. */
export const serversIn = (config: Config): readonly ServerSetting[] =>
  entriesIn(config)
    .map(({ name, entry }) => toSetting(config, name, entry))
    .toSorted((a, b) => byCodeUnits(a.name, b.name));

/** One entry as it is written. */
export const entryOf = (config: Config, name: string): YAMLMap | undefined =>
  entriesIn(config).find((one) => one.name === name)?.entry;

/** The value of a variable or an address without what signs in: references to variables are shown, values are not. */
export const maskValue = (value: string): string => (value === '' || isTemplate(value) ? value : MASK);

export const maskUrl = (address: string): string => {
  const masked = address.replace(/^([a-z][a-z0-9+.-]*:\/\/)([^/?#@]*)@/i, (_, scheme: string) => `${scheme}${MASK}@`);
  return masked.replace(/([?&]([^=&#]*)=)([^&#]*)/g, (whole, head: string, name: string, value: string) =>
    secretName.test(name) && !isTemplate(value) ? `${head}${MASK}` : whole,
  );
};

const secretName = /token|key|secret|pass|auth|sig|credential/i;
const isTemplate = (value: string) => /^\$\{[^}]*\}$/.test(value);

const entriesIn = ({ top }: Config): readonly Readonly<{ name: string; entry: YAMLMap }>[] => {
  const servers = top.get('mcp_servers', true);
  if (!isMap(servers)) return [];
  return servers.items.flatMap((item) => {
    const name = isPair(item) ? textOf(item.key) : null;
    return name !== null && isMap(item.value) ? [{ name, entry: item.value }] : [];
  });
};

const toSetting = ({ document }: Config, name: string, entry: YAMLMap): ServerSetting => {
  const at = (key: string) => textOf(entry.get(key, true)) || null;
  const url = at('url');
  const command = at('command');
  const env = envSchema.parse(jsOf(entry.get('env', true), document));
  return {
    name,
    transport: url !== null ? 'http' : command !== null ? 'stdio' : 'unknown',
    url: url === null ? null : maskUrl(url),
    command,
    args: argsOf(entry.get('args', true)),
    env: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, maskValue(value)])),
    auth: at('auth') ?? (hasAuthorization(entry) ? 'header' : null),
    enabled: !isFalse(entry.get('enabled', true)),
    tools: jsOf(entry.get('tools', true), document) ?? null,
  };
};

const envSchema = z
  .record(
    z.string(),
    z.unknown().transform((value) => (typeof value === 'string' ? value : '')),
  )
  .catch({});

const jsOf = (node: unknown, document: Config['document']): unknown =>
  isMap(node) || isSeq(node) ? node.toJS(document) : textOf(node);

const argsOf = (node: unknown): readonly string[] =>
  isSeq(node) ? node.items.map(textOf).filter((text) => text !== null) : [];

const hasAuthorization = (entry: YAMLMap) => {
  const headers = entry.get('headers', true);
  return isMap(headers) && headers.items.some(({ key }) => textOf(key)?.toLowerCase() === 'authorization');
};

/** Hermes' loader takes only these plain words for false; quoted they are text, and text is not false. */
const isFalse = (node: unknown) =>
  isScalar(node) &&
  node.type !== 'QUOTE_DOUBLE' &&
  node.type !== 'QUOTE_SINGLE' &&
  /^(?:false|no|off)$/i.test(textOf(node) ?? '');
