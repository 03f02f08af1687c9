import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isSeq } from 'yaml';
import { toEnvKey } from '../../machines/flow/mcp-env-key.ts';
import type { CatalogServer } from '../../machines/ports/catalog.ts';
import type { InstallHow, SettingsAnswer } from '../../machines/ports/profile-settings.ts';
import { type Config, editConfig, mapAt } from '../hermes-home/config-yaml.ts';
import { dotEnvValues } from '../hermes-home/dot-env.ts';
import { setEnv } from '../hermes-home/env.ts';
import { findUnsafe } from '../hermes-home/mcp-security.ts';
import { setBare, setText } from '../hermes-home/yaml-edit.ts';
import { type YamlValue, textOf } from '../hermes-home/yaml-text.ts';
import { attempt, missing } from './change-settings.ts';
import { entryOf } from './server-settings.ts';

type Env = Readonly<Record<string, string>>;
type Digest = Readonly<{ digest: (text: string | Uint8Array) => string }>;

/** Writes what is given, and the defaults of what is not, into `.env`; refused while something needed has no value. */
export const provideEnv = async (
  { digest }: Digest,
  directory: string,
  server: CatalogServer,
  { given, shell }: Readonly<{ given: Env; shell: ReadonlySet<string> }>,
): Promise<SettingsAnswer> => {
  const wrong = findWrong(server);
  if (wrong !== null) return { ok: false, code: 'mcp/invalid', message: wrong };
  return await attempt(
    directory,
    `Writing the variables of the MCP server "${server.name}"`,
    async (): Promise<SettingsAnswer> => {
      const own = dotEnvValues(await readFile(join(directory, '.env'), 'utf8').catch(() => ''));
      const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
      const open = needed(server).filter(({ name }) => !values[name] && !own[name] && !shell.has(name));
      const lacking = open.find((variable) => variable.required && variable.default === '');
      if (lacking) return { ok: false, code: 'mcp/invalid', message: lacks(server.name, lacking.name) };
      const defaults = open
        .filter((variable) => variable.default !== '')
        .map((one) => [one.name, one.default] as const);
      await setEnv({ digest }, directory, { ...values, ...Object.fromEntries(defaults) });
      return { ok: true };
    },
  );
};

/** Writes the entry in the place of one of its name. The tools chosen there stay chosen, else the manifest's are. */
export const installServer = async (
  directory: string,
  server: CatalogServer,
  { enabled, clone }: InstallHow,
): Promise<SettingsAnswer<{ include: readonly string[] | null }>> =>
  await attempt(directory, `Installing the MCP server "${server.name}"`, async (path) => {
    let include: readonly string[] | null = null;
    await editConfig(path, (config) => {
      const before = String(config.document);
      include = includeIn(config, server.name) ?? (server.defaultEnabled?.length ? server.defaultEnabled : null);
      setText(mapAt(config, 'mcp_servers'), server.name, toEntry(server, clone));
      const entry = entryOf(config, server.name);
      if (entry) setBare(entry, 'enabled', String(enabled));
      if (entry && include) setText(entry, 'tools', { include });
      return String(config.document) !== before;
    });
    return { ok: true, include };
  });

/** Limits a server to some of its tools; null lifts the limit. */
export const chooseTools = async (
  directory: string,
  name: string,
  include: readonly string[] | null,
): Promise<SettingsAnswer> =>
  await attempt(directory, `Choosing the tools of the MCP server "${name}"`, async (path) => {
    let isThere = false;
    await editConfig(path, (config) => {
      const entry = entryOf(config, name);
      isThere = entry !== undefined;
      const before = String(config.document);
      if (include === null) entry?.delete('tools');
      else if (entry) setText(entry, 'tools', { include });
      return String(config.document) !== before;
    });
    return isThere ? { ok: true } : missing(name);
  });

const needed = ({ auth }: CatalogServer) => (auth.type === 'api_key' ? auth.env : []);

const lacks = (server: string, variable: string) =>
  `${variable} is required but no value was provided: give one in "env" to install "${server}".`;

const findWrong = (server: CatalogServer): string | null => {
  const { command, args, env } = server.transport;
  if (server.install === null && [command ?? '', ...args].some((text) => text.includes(INSTALL_DIR)))
    return `The manifest of "${server.name}" refers to ${INSTALL_DIR} but installs nothing.`;
  const unsafe = findUnsafe({ command: command ?? '', args, env });
  return unsafe === null ? null : `Server "${server.name}" was refused: it ${unsafe}.`;
};

const INSTALL_DIR = '${INSTALL_DIR}';

const toEntry = ({ name, transport, auth }: CatalogServer, clone: string | null): Record<string, YamlValue> => {
  const inClone = (text: string) => (clone === null ? text : text.replaceAll(INSTALL_DIR, clone));
  const { command, args, url, env } = transport;
  if (transport.type === 'stdio')
    return {
      command: inClone(command ?? ''),
      ...(args.length > 0 ? { args: args.map(inClone) } : {}),
      ...(Object.keys(env).length > 0 ? { env } : {}),
    };
  const key = toEnvKey(name, 'API_KEY');
  const hasToken = auth.type === 'api_key' && auth.env.some((variable) => variable.name === key);
  return {
    ...(hasToken ? { headers: { Authorization: `Bearer \${${key}}` } } : {}),
    url: url ?? '',
    ...(auth.type === 'oauth' ? { auth: 'oauth' } : {}),
  };
};

const includeIn = (config: Config, name: string): readonly string[] | null => {
  const tools = entryOf(config, name)?.get('tools', true);
  const include = isMap(tools) ? tools.get('include', true) : null;
  return isSeq(include) ? include.items.map(textOf).filter((text) => text !== null) : null;
};
