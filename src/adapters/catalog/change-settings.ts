import { join } from 'node:path';
import { Pair, Scalar, YAMLMap, YAMLSeq, isMap } from 'yaml';
import { z } from 'zod';
import type { McpServerInput } from '../../machines/flow/plan.ts';
import type { ServerEntry, ServerSetting, SettingsAnswer } from '../../machines/ports/profile-settings.ts';
import { type Config, editConfig, mapAt, readConfig } from '../hermes-home/config-yaml.ts';
import { readDenyList, setDenyList } from '../hermes-home/deny-list.ts';
import { Refused, toProblem } from '../hermes-home/file-fault.ts';
import { checkMcpServer, isMcpRefusal } from '../hermes-home/mcp-check.ts';
import { toMcpWrite } from '../hermes-home/mcp-entry.ts';
import { findUnsafe } from '../hermes-home/mcp-security.ts';
import { writeMcpEntry } from '../hermes-home/mcp.ts';
import { setBare, setNode } from '../hermes-home/yaml-edit.ts';
import { textOf, toYamlKey, toYamlNode } from '../hermes-home/yaml-text.ts';
import { MASK, entryOf, maskUrl, serversIn } from './server-settings.ts';

type Digest = Readonly<{ digest: (text: string | Uint8Array) => string }>;
type Failed = Extract<SettingsAnswer, { ok: false }>;

/** Adds a server that is not there yet, by the rules of Hermes. */
export const addServer = async (
  { digest }: Digest,
  directory: string,
  server: McpServerInput,
): Promise<SettingsAnswer<{ server: ServerSetting }>> => {
  const checked = checkMcpServer(server);
  if (isMcpRefusal(checked)) return { ok: false, code: 'mcp/invalid', message: checked.message };
  const { name } = checked;
  return await attempt(directory, `Adding the MCP server "${name}"`, async (path) => {
    if (entryOf(await readConfig(path), name)) return exists(name);
    await writeMcpEntry({ digest, configVersion: null }, directory, name, toMcpWrite(checked));
    const written = serversIn(await readConfig(path)).find((one) => one.name === name);
    return written ? { ok: true, server: written } : missing(name);
  });
};

/** Writes the whole map; an empty one takes the key away. Nothing is written when one entry is refused. */
export const replaceServers = async (
  directory: string,
  servers: Readonly<Record<string, ServerEntry>>,
): Promise<SettingsAnswer> => {
  const wrong = Object.entries(servers).flatMap(([name, entry]) => findWrong(name, entry) ?? []);
  if (wrong.length > 0) return { ok: false, code: 'mcp/invalid', message: wrong.join(' ') };
  return await attempt(directory, 'Replacing the MCP servers', async (path) => {
    await editConfig(path, (config) => {
      const before = String(config.document);
      if (Object.keys(servers).length === 0) config.top.delete('mcp_servers');
      else setNode(config.top, 'mcp_servers', toServersNode(config, servers));
      return String(config.document) !== before;
    });
    return { ok: true };
  });
};

/** Takes a server's entry away; its token stays in `.env`, as Hermes leaves it. */
export const removeServer = async (directory: string, name: string): Promise<SettingsAnswer> =>
  await attempt(directory, `Removing the MCP server "${name}"`, async (path) => {
    const removed = await editConfig(path, (config) => {
      if (!entryOf(config, name)) return false;
      return mapAt(config, 'mcp_servers').delete(name);
    });
    return removed ? { ok: true } : missing(name);
  });

/** Switches a server on or off. */
export const enableServer = async (directory: string, name: string, enabled: boolean): Promise<SettingsAnswer> =>
  await attempt(directory, `Switching the MCP server "${name}"`, async (path) => {
    if (!entryOf(await readConfig(path), name)) return missing(name);
    await editConfig(path, (config) => {
      const entry = entryOf(config, name);
      const before = String(config.document);
      if (entry) setBare(entry, 'enabled', String(enabled));
      return String(config.document) !== before;
    });
    return { ok: true };
  });

/** Puts a name on the deny-list, or takes it off. */
export const toggleSkill = async (directory: string, name: string, enabled: boolean): Promise<SettingsAnswer> =>
  await attempt(directory, `Switching the skill "${name}"`, async (path) => {
    await editConfig(path, (config) => {
      const others = readDenyList(config).filter((one) => one !== name);
      return setDenyList(config, enabled ? others : [...others, name]);
    });
    return { ok: true };
  });

/** Changes a profile; what stood in the way becomes an answer. */
export const attempt = async <T extends object>(
  directory: string,
  attempted: string,
  work: (path: string) => Promise<SettingsAnswer<T>>,
): Promise<SettingsAnswer<T>> => {
  const path = join(directory, 'config.yaml');
  try {
    return await work(path);
  } catch (error) {
    const { code, message } = toProblem('config/unreadable', attempted, path, error);
    const isWrong = error instanceof Refused && /^(?:mcp|env)\//.test(code);
    return { ok: false, code: isWrong ? 'mcp/invalid' : 'profile/not-written', message };
  }
};

const exists = (name: string): Failed => ({
  ok: false,
  code: 'mcp/exists',
  message: `Server '${name}' already exists. Remove it first, or choose another name.`,
});

/** The answer about a server that is not there. */
export const missing = (name: string): Failed => ({
  ok: false,
  code: 'mcp/not-found',
  message: `Server '${name}' not found.`,
});

const programSchema = z.object({
  command: z.string().catch(''),
  args: z.array(z.unknown()).catch([]),
  env: z.record(z.string(), z.unknown()).catch({}),
});

const findWrong = (name: string, entry: ServerEntry): string | null => {
  if (name.trim() === '') return 'A server has no name.';
  const { command, args, env } = programSchema.parse(entry);
  const unsafe = findUnsafe({ command, args: args.map(String), env: textsOf(env) });
  return unsafe === null ? null : `Server "${name}" was refused: it ${unsafe}.`;
};

const textsOf = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));

const toServersNode = (config: Config, servers: Readonly<Record<string, ServerEntry>>): YAMLMap => {
  const map = new YAMLMap(config.document.schema);
  for (const [name, entry] of Object.entries(servers)) {
    const node = toMapNode(unmasked(entryOf(config, name), entry));
    map.items.push(new Pair(toYamlKey(name), node));
  }
  return map;
};

/** A secret that comes back as it was shown is not a new one. */
const unmasked = (before: YAMLMap | undefined, entry: ServerEntry): ServerEntry => {
  if (!before) return entry;
  const env = before.get('env', true);
  const url = textOf(before.get('url', true));
  return {
    ...entry,
    ...(url !== null && entry['url'] === maskUrl(url) ? { url } : {}),
    ...(isMap(env) && isRecord(entry['env']) ? { env: unmaskedEnv(env, entry['env']) } : {}),
  };
};

const unmaskedEnv = (before: YAMLMap, env: ServerEntry): ServerEntry =>
  Object.fromEntries(
    Object.entries(env).map(([key, value]) => [key, value === MASK ? (textOf(before.get(key, true)) ?? value) : value]),
  );

const isRecord = (value: unknown): value is ServerEntry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const toMapNode = (entry: ServerEntry): YAMLMap => {
  const map = new YAMLMap();
  for (const [key, value] of Object.entries(entry)) map.items.push(new Pair(toYamlKey(key), toNode(value)));
  map.flow = map.items.length === 0;
  return map;
};

const toNode = (value: unknown): Scalar | YAMLMap | YAMLSeq => {
  if (typeof value === 'string') return toYamlNode(value);
  if (isRecord(value)) return toMapNode(value);
  if (!Array.isArray(value)) return new Scalar(String(value));
  const list = new YAMLSeq();
  for (const item of value) list.add(toNode(item));
  list.flow = value.length === 0;
  return list;
};
