import type { McpEntry } from '../hermes-home/mcp-check.ts';
import { headersOf } from '../hermes-home/mcp-entry.ts';
import { createRedactor } from '../runner/redact.ts';

/** Every value of an entry that may be a secret; templates are none. */
export const secretsOf = (entry: McpEntry): readonly string[] => {
  const given =
    entry.kind === 'stdio'
      ? [...Object.values(entry.env), ...secretArguments(entry.args)]
      : [...headersOf(entry).flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')]), ...urlSecrets(entry.url)];
  return given.filter((value) => value !== '' && !/^\$\{[^}]*\}$/.test(value));
};

/** Masks the secrets in a text. */
export const createTextRedactor = (secrets: readonly string[]): ((text: string) => string) => {
  const redact = createRedactor(secrets);
  return (text) => Buffer.from(redact(Buffer.from(text, 'utf8'))).toString('utf8');
};

const SECRET_FLAG = /^--?[\w-]*(?:key|token|secret|password|passwd|credential)[\w-]*(?:=(.*))?$/is;

const secretArguments = (args: readonly string[]): string[] =>
  args.flatMap((arg, index) => {
    const flag = SECRET_FLAG.exec(arg);
    if (flag === null) return [];
    return [flag[1] ?? args[index + 1] ?? ''];
  });

const urlSecrets = (text: string): string[] => {
  const url = URL.parse(text);
  return url === null ? [] : [url.username, url.password, ...url.searchParams.values()];
};
