import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { McpServerInput } from '../flow/plan.ts';
import { splitWords } from '../flow/shell-words.ts';

/**
 * The MCP servers in what READMEs show: a map of servers in JSON or YAML under any of its usual keys, one entry, a
 * command line, or an address. Values that only hold a place, such as `<your key>`, are empty. None if there are none.
 */
export const readMcpSnippet = (text: string): readonly McpServerInput[] => {
  const trimmed = text.trim();
  if (/^https?:\/\/\S+$/i.test(trimmed)) return [{ name: nameOfUrl(trimmed), url: trimmed }];
  const data = toData(trimmed);
  const entries = data === null ? [] : entriesIn(data);
  return entries.length > 0 ? entries.map(([name, entry]) => toServer(name, entry)) : fromCommandLine(trimmed);
};

const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const values = z.record(z.string(), word).nullish();
const entrySchema = z.looseObject({
  command: z.union([word, z.array(word).min(1)]).nullish(),
  args: z.array(word).nullish(),
  env: values,
  url: z.string().nullish(),
  serverUrl: z.string().nullish(),
  httpUrl: z.string().nullish(),
  headers: values,
  auth: z.string().nullish().catch(null),
});
type Entry = z.infer<typeof entrySchema>;
type NamedEntry = readonly [string, Entry];

const mapSchema = z.record(z.string(), z.unknown());
type Data = z.infer<typeof mapSchema>;

/** Comments of VS Code and a comma or brace that was not copied along are no reason to give up. */
const toData = (text: string): Data | null => {
  const bare = text.replaceAll(/^\s*\/\/.*$/gm, '').replace(/,\s*$/, '');
  for (const candidate of [bare, `{${bare}}`]) {
    const document = parseDocument(candidate, { logLevel: 'error' });
    const data = document.errors.length === 0 ? mapSchema.safeParse(document.toJS({ maxAliasCount: 100 })) : null;
    if (data?.success) return data.data;
  }
  return null;
};

const containers = ['mcpServers', 'mcp_servers', 'servers', 'mcp'] as const;

const entriesIn = (data: Data): readonly NamedEntry[] => {
  const entry = toEntry(data);
  if (entry !== null) return [[typeof data['name'] === 'string' ? data['name'] : nameOf(entry), entry]];
  for (const key of containers) {
    const inner = mapSchema.safeParse(data[key]);
    if (inner.success) return entriesIn(inner.data);
  }
  return Object.entries(data).flatMap(([name, value]) => {
    const one = toEntry(value);
    return one === null ? [] : [[name, one] as const];
  });
};

const toEntry = (value: unknown): Entry | null => {
  const entry = entrySchema.safeParse(value);
  return entry.success && (entry.data.command || urlOf(entry.data)) ? entry.data : null;
};

const urlOf = ({ url, serverUrl, httpUrl }: Entry): string => url || serverUrl || httpUrl || '';

const toServer = (name: string, entry: Entry): McpServerInput => {
  const url = urlOf(entry);
  if (url !== '') return { name, url, ...toAuth(entry) };
  const [command = '', ...first] = typeof entry.command === 'string' ? [entry.command] : (entry.command ?? []);
  return { name, command, args: [...first, ...(entry.args ?? [])], env: withoutPlaceholders(entry.env) };
};

/** A bearer token by itself is Hermes' own way; anything else stays a header. */
const toAuth = ({ headers, auth }: Entry): Partial<McpServerInput> => {
  const given = withoutPlaceholders(headers);
  const [[name, value] = ['', ''], ...others] = Object.entries(given);
  const isBearer = name.toLowerCase() === 'authorization' && /^(?:bearer\b|$)/i.test(value) && others.length === 0;
  if (isBearer) return { auth: 'header', bearerToken: toValue(value.replace(/^bearer\s*/i, '')) };
  if (name !== '') return { headers: given };
  return auth === 'oauth' ? { auth } : {};
};

const withoutPlaceholders = (given: Entry['env']): Record<string, string> =>
  Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name, toValue(value)]));

const toValue = (value: string): string => (placeholder.test(value) ? '' : value);

const placeholder = /^(?:<.*>|\[.*\]|\$\{input:.*\}|x{3,}|\.{3}|…|your[\s_-].*)$/i;

const fromCommandLine = (text: string): readonly McpServerInput[] => {
  const line = text.replaceAll(/\\\r?\n/g, ' ').replace(/^\$\s+/, '');
  const [command = '', ...args] = splitWords(line) ?? [];
  const isCommand = /^[\w./~@+-]+$/.test(command) && args.length > 0 && !line.includes('\n');
  if (!isCommand) return [];
  return [{ name: nameOfCommand(command, args), command, args, env: {} }];
};

const nameOf = (entry: Entry): string => {
  const url = urlOf(entry);
  if (url !== '') return nameOfUrl(url);
  const [command = '', ...args] = typeof entry.command === 'string' ? [entry.command] : (entry.command ?? []);
  return nameOfCommand(command, [...args, ...(entry.args ?? [])]);
};

/** `notion` of `https://mcp.notion.com/mcp`. */
const nameOfUrl = (url: string): string => {
  const labels = (URL.parse(url)?.hostname ?? '').split('.').filter((label) => !/^(?:mcp|api|www)$/.test(label));
  return toName(labels.at(-2) ?? labels[0] ?? '');
};

/** `everything` of `npx -y @modelcontextprotocol/server-everything@latest`. */
const nameOfCommand = (command: string, args: readonly string[]): string => {
  const thing = args.find((arg) => !arg.startsWith('-') && /[a-z]{2}/i.test(arg) && arg !== 'run') ?? command;
  const [base = ''] = (thing.split('/').at(-1) ?? '').split('@');
  return toName(
    base
      .replace(/\.[a-z]+$/i, '')
      .replace(/^(?:mcp-)?(?:server-)?/, '')
      .replace(/(?:-mcp)?(?:-server)?$/, ''),
  );
};

const toName = (text: string): string => text.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replaceAll(/^-+|-+$/g, '');
