import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type YAMLMap, isMap, isSeq } from 'yaml';
import { z } from 'zod';
import type { McpServerInput } from '../../machines/flow/plan.ts';
import type { OpenServer } from '../../machines/ports/profile-settings.ts';
import { dotEnvValues } from '../hermes-home/dot-env.ts';
import { textOf } from '../hermes-home/yaml-text.ts';
import { readJson } from '../files/read-json.ts';
import { readFromConfig } from './read-settings.ts';
import { entryOf } from './server-settings.ts';

/** A server of the profile in a directory, as Hermes would start it with the secrets of that profile alone. */
export const openServer = async (directory: string, name: string): Promise<OpenServer | null> => {
  const { value: entry } = await readFromConfig(directory, undefined, (config) => entryOf(config, name));
  if (!entry) return null;
  const text = await readFile(join(directory, '.env'), 'utf8').catch(() => '');
  const server = toServer(name, entry, fillWith(dotEnvValues(text)));
  const isOauth = server.auth === 'oauth';
  const token = isOauth ? await readToken(directory, name) : null;
  return {
    server: token === null ? server : { ...server, headers: { ...server.headers, Authorization: `Bearer ${token}` } },
    timeoutMs: timeoutOf(entry),
    needsSignIn: isOauth && token === null,
    wants: { prompts: isWanted(entry, 'prompts'), resources: isWanted(entry, 'resources') },
  };
};

type Fill = (text: string) => string;

/** What is not set stays as it is written, as it does for Hermes. */
const fillWith =
  (values: Readonly<Record<string, string>>): Fill =>
  (text) =>
    text.replaceAll(/\$\{([^}]+)\}/g, (whole, reference: string) => {
      const key = reference.trim().replace(/^env:/, '');
      return (Object.hasOwn(values, key) && values[key]) || whole;
    });

/** With both an address and a command it is the address that Hermes uses. */
const toServer = (name: string, entry: YAMLMap, fill: Fill): McpServerInput => {
  const at = (key: string) => fill(textOf(entry.get(key, true)) ?? '');
  const url = at('url');
  const auth = at('auth').toLowerCase() === 'oauth' ? { auth: 'oauth' } : {};
  if (url !== '') return { name, url, headers: textsOf(entry.get('headers', true), fill), ...auth };
  const args = entry.get('args', true);
  return {
    name,
    command: at('command'),
    args: isSeq(args) ? args.items.map((item) => fill(textOf(item) ?? '')) : [],
    env: textsOf(entry.get('env', true), fill),
  };
};

const textsOf = (node: unknown, fill: Fill): Record<string, string> =>
  isMap(node)
    ? Object.fromEntries(node.items.map(({ key, value }) => [textOf(key) ?? '', fill(textOf(value) ?? '')]))
    : {};

const tokenSchema = z.object({ access_token: z.string().min(1) });

/** Where Hermes keeps what a sign-in gave it. */
const readToken = async (directory: string, name: string): Promise<string | null> => {
  const file = name.replaceAll(/[^\p{L}\p{N}_-]/gu, '_').replaceAll(/^_+|_+$/g, '') || 'default';
  const path = join(directory, 'mcp-tokens', `${file.slice(0, 128)}.json`);
  return (await readJson(path, tokenSchema.nullable(), null))?.access_token ?? null;
};

/** Seconds in the file; Hermes waits half a minute when it says nothing. */
const timeoutOf = (entry: YAMLMap): number => {
  const seconds = Number(textOf(entry.get('connect_timeout', true)) ?? 30);
  return Math.min(Math.max(Number.isNaN(seconds) ? 30 : seconds, 1), 120) * 1000;
};

const isWanted = (entry: YAMLMap, what: string): boolean => {
  const tools = entry.get('tools', true);
  return !isMap(tools) || !/^(?:false|no|off|0)$/i.test(textOf(tools.get(what, true)) ?? '');
};
