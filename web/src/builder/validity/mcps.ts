import { toEnvKey } from '../../../../src/machines/flow/mcp-env-key.ts';
import { splitWords } from '../../../../src/machines/flow/shell-words.ts';
import type { Text } from '../../i18n/en.ts';
import type { Draft, McpDraft } from '../draft.ts';
import { type Secrets, slotOf } from '../secrets.ts';
import type { FieldError } from './field-error.ts';

/** What is wrong with the MCP servers. That a value is missing is no error: `needsOf` tells it. */
export const mcpErrors = ({
  draft: { mcpServers },
  secrets,
}: Readonly<{ draft: Draft; secrets: Secrets }>): readonly FieldError[] =>
  mcpServers.flatMap((server, index) => [
    ...nameErrors(server, mcpServers.slice(0, index)),
    ...(server.transport === 'stdio' ? stdioErrors(server) : urlErrors(server)),
    ...valueErrors(server, secrets),
  ]);

/** Errors of one server; `field` begins with its path. */
export const errorsOfServer = (errors: readonly FieldError[], key: string): readonly FieldError[] =>
  errors.filter(({ field }) => field.startsWith(`${fieldOf(key)}.`));

/** Path of a server, or of something in it. */
export const fieldOf = (key: string, ...path: readonly (string | number)[]): string =>
  ['mcpServers', key, ...path].join('.');

type Say = (words: Text['builderMcps']['errors']) => string;

const error = (field: string, say: Say, isMissing = false): FieldError => ({
  ...{ field, isMissing, say: ({ builderMcps }) => say(builderMcps.errors) },
});

const nameErrors = (server: McpDraft, earlier: readonly McpDraft[]): readonly FieldError[] => {
  const name = server.name.trim();
  const field = fieldOf(server.key, 'name');
  if (name === '') return [error(field, (words) => words.nameMissing, true)];
  if (earlier.some((other) => other.name.trim() === name)) return [error(field, (words) => words.nameTaken(name))];
  const keys = envKeysOf(server);
  const other = earlier.find((one) => envKeysOf(one).some((key) => keys.includes(key)));
  return other ? [error(field, (words) => words.sharesKey(other.name.trim()))] : [];
};

/** Hermes keeps secrets of a server in `.env` under names made of its own: unlike names can make the same. */
const envKeysOf = ({ name, transport, auth, headers }: McpDraft): readonly string[] => {
  if (transport === 'stdio' || name.trim() === '') return [];
  if (auth === 'bearer') return [toEnvKey(name.trim(), 'API_KEY')];
  return auth === 'headers' ? headers.filter(Boolean).map((header) => toEnvKey(name.trim(), header)) : [];
};

const stdioErrors = ({ key, command, args }: McpDraft): readonly FieldError[] => [
  ...(command.trim() === '' ? [error(fieldOf(key, 'command'), (words) => words.commandMissing, true)] : []),
  ...(splitWords(args) === null ? [error(fieldOf(key, 'args'), (words) => words.openQuote)] : []),
];

const urlErrors = ({ key, url }: McpDraft): readonly FieldError[] => {
  const field = fieldOf(key, 'url');
  if (url.trim() === '') return [error(field, (words) => words.urlMissing, true)];
  return isAddress(url.trim()) ? [] : [error(field, (words) => words.urlInvalid)];
};

/** What Hermes fills in when it connects is not judged. */
const isAddress = (url: string): boolean =>
  /^https?:\/\//i.test(url) && URL.canParse(url.replaceAll(/\$\{[^}]*\}/g, 'x'));

const valueErrors = (server: McpDraft, secrets: Secrets): readonly FieldError[] => {
  const { key, transport, auth, env, headers } = server;
  if (transport === 'stdio') return namesErrors('env', env, (name) => secrets[slotOf.mcpEnv(key, name)], key);
  if (auth !== 'headers') return [];
  return namesErrors('headers', headers, (name) => secrets[slotOf.mcpHeader(key, name)], key);
};

const namesErrors = (
  kind: 'env' | 'headers',
  names: readonly string[],
  valueOf: (name: string) => string | undefined,
  key: string,
): readonly FieldError[] =>
  names.flatMap((name, index) => {
    const field = fieldOf(key, kind, index);
    if (name === '') return valueOf('') === undefined ? [] : [error(field, (words) => words.valueWithoutName, true)];
    return patterns[kind].test(name) ? [] : [error(field, (words) => words.names[kind])];
  });

const patterns = { env: /^[A-Za-z_][A-Za-z0-9_]*$/, headers: /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/ } as const;
