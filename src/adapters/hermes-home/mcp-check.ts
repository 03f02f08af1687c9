import type { ProblemCode } from '../../machines/flow/codes.ts';
import type { McpServerInput } from '../../machines/flow/plan.ts';
import { findUnsafe } from './mcp-security.ts';

/** A server that passed Hermes' rules, trimmed. `token` is bare: no `Bearer ` in front. */
export type McpEntry =
  | Readonly<{
      kind: 'stdio';
      name: string;
      command: string;
      args: readonly string[];
      env: Readonly<Record<string, string>>;
    }>
  | Readonly<{
      kind: 'http';
      name: string;
      url: string;
      headers: Readonly<Record<string, string>>;
      token: string | null;
      oauth: boolean;
    }>;

export type McpRefusal = Readonly<{ code: ProblemCode; message: string }>;

/** Checks a server by Hermes' rules, in Hermes' order; the first that fails is told. */
export const checkMcpServer = (server: McpServerInput): McpEntry | McpRefusal => {
  const input = toInput(server);
  const broken = rules.find((rule) => rule.fails(input));
  if (broken) return { code: broken.code, message: broken.say(input) };
  const unsafe = findUnsafe(input);
  if (unsafe !== null)
    return {
      code: 'mcp/unsafe-command',
      message: `Server "${input.name}" was refused: it ${unsafe}. Use another command.`,
    };
  return toEntry(input);
};

/** Whether a check ended in a refusal. */
export const isMcpRefusal = (checked: McpEntry | McpRefusal): checked is McpRefusal => 'code' in checked;

type Input = Readonly<{
  name: string;
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  url: string;
  headers: Readonly<Record<string, string>>;
  auth: string;
  given: string;
  token: string;
}>;

type Rule = Readonly<{ code: ProblemCode; fails: (input: Input) => boolean; say: (input: Input) => string }>;

const rules: readonly Rule[] = [
  { code: 'mcp/missing-name', fails: (s) => s.name === '', say: () => 'An MCP server has no name. Give it one.' },
  {
    code: 'mcp/command-and-url',
    fails: (s) => s.url !== '' && s.command !== '',
    say: (s) => `Server "${s.name}" has both a command and a URL. Keep the one by which it is reached.`,
  },
  {
    code: 'mcp/missing-command',
    fails: (s) => s.url === '' && s.command === '',
    say: (s) => `Server "${s.name}" has neither a command nor a URL. Say how it is reached.`,
  },
  {
    code: 'mcp/unsupported-auth',
    fails: (s) => !['none', 'header', 'oauth'].includes(s.auth),
    say: (s) =>
      `Server "${s.name}" asks for the authentication "${s.auth}", which Hermes does not know. Use none, header or oauth.`,
  },
  {
    code: 'mcp/args-with-url',
    fails: (s) => s.url !== '' && s.args.length > 0,
    say: (s) => `Server "${s.name}" is reached by URL but has arguments, which only commands take. Remove them.`,
  },
  {
    code: 'mcp/env-with-url',
    fails: (s) => s.url !== '' && Object.keys(s.env).length > 0,
    say: (s) =>
      `Server "${s.name}" is reached by URL but has environment variables, which only commands take. Remove them.`,
  },
  {
    code: 'mcp/missing-token',
    fails: (s) => s.url !== '' && s.auth === 'header' && s.token === '',
    say: (s) => `Server "${s.name}" asks for header authentication but has no bearer token. Enter its token.`,
  },
  {
    code: 'mcp/token-without-auth',
    fails: (s) => s.url !== '' && s.auth !== 'header' && s.given !== '',
    say: (s) =>
      `Server "${s.name}" has a bearer token but does not use header authentication. Set auth to header or remove the token.`,
  },
  {
    code: 'mcp/auth-with-command',
    fails: (s) => s.command !== '' && (s.auth !== 'none' || s.given !== '' || Object.keys(s.headers).length > 0),
    say: (s) => `Server "${s.name}" is a command but has HTTP authentication, which only URLs take. Remove it.`,
  },
];

const toInput = (server: McpServerInput): Input => ({
  name: server.name.trim(),
  command: server.command?.trim() ?? '',
  args: server.args ?? [],
  env: server.env ?? {},
  url: server.url?.trim() ?? '',
  headers: server.headers ?? {},
  auth: server.auth?.trim().toLowerCase() || 'none',
  given: server.bearerToken?.trim() ?? '',
  token: bareToken(server.bearerToken ?? ''),
});

/** A token without the word a header puts before it. */
export const bareToken = (token: string): string =>
  token
    .trim()
    .replace(/^bearer(?:\s+|$)/i, '')
    .trim();

const toEntry = ({ name, command, args, env, url, headers, auth, token }: Input): McpEntry =>
  url === ''
    ? { kind: 'stdio', name, command, args, env }
    : { kind: 'http', name, url, headers, token: auth === 'header' ? token : null, oauth: auth === 'oauth' };
