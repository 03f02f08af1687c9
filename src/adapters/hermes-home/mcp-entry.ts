import { toEnvKey } from '../../machines/flow/mcp-env-key.ts';
import { type McpEntry, bareToken } from './mcp-check.ts';
import type { YamlValue } from './yaml-text.ts';

/** An entry of `mcp_servers` as Hermes writes it, and the secrets it refers to in `.env`. */
export type McpWrite = Readonly<{ entry: Readonly<Record<string, YamlValue>>; secrets: readonly EnvSecret[] }>;
export type EnvSecret = Readonly<{ key: string; value: string }>;

/** Shape and key order of an entry; headers become templates and their values secrets of `.env`. */
export const toMcpWrite = (server: McpEntry): McpWrite => {
  if (server.kind === 'stdio') return { entry: toStdioEntry(server), secrets: [] };
  const headers = headersOf(server).map(([name, value]) => toHeader(server.name, name, value));
  const written = Object.fromEntries(headers.map(({ name, template }) => [name, template]));
  return {
    entry: {
      ...(headers.length > 0 ? { headers: written } : {}),
      url: server.url,
      ...(server.oauth ? { auth: 'oauth' } : {}),
    },
    secrets: headers.flatMap(({ secret }) => (secret === null ? [] : [secret])),
  };
};

const toStdioEntry = ({ command, args, env }: Extract<McpEntry, { kind: 'stdio' }>) => ({
  command,
  ...(args.length > 0 ? { args } : {}),
  ...(Object.keys(env).length > 0 ? { env } : {}),
});

/** Headers as they are sent, values in clear. A token given by itself replaces an Authorization header given beside it. */
export const headersOf = ({
  headers,
  token,
}: Extract<McpEntry, { kind: 'http' }>): readonly (readonly [string, string])[] => {
  const given = Object.entries(headers).map(([name, value]) => [name.trim(), value.trim()] as const);
  if (token === null) return given;
  const others = given.filter(([name]) => name.toLowerCase() !== 'authorization');
  return [['Authorization', `Bearer ${token}`], ...others];
};

type Header = Readonly<{ name: string; template: string; secret: EnvSecret | null }>;

const toHeader = (server: string, name: string, value: string): Header => {
  if (isTemplate(value)) return { name, template: value, secret: null };
  if (name.toLowerCase() !== 'authorization' || !/^bearer\s/i.test(value)) {
    const key = toEnvKey(server, name);
    return { name, template: `\${${key}}`, secret: { key, value } };
  }
  const key = toEnvKey(server, 'API_KEY');
  return { name, template: `Bearer \${${key}}`, secret: { key, value: bareToken(value) } };
};

/** The user already refers to a variable: there is no secret in it. */
const isTemplate = (value: string) => /^(?:[A-Za-z]+ )?\$\{(?:env:)?[A-Za-z_]\w*\}$/.test(value);
