import { McpError } from '@modelcontextprotocol/sdk/types.js';
import { type Failure, inSeconds } from './failure.ts';
import type { Attempt } from './probe-stdio.ts';
import type { LastAnswer } from './watch-fetch.ts';

/** How an attempt over HTTP ended. */
export type HttpAnswer = Readonly<LastAnswer & { error: unknown }>;

/** Why a server could not be reached by URL, in words. The URL is told without user, password and query. */
export const toHttpFailure = (
  url: URL,
  { status, isTooMuch, error, signal, timeoutMs, isOauth }: HttpAnswer & Attempt & Readonly<{ isOauth: boolean }>,
): Failure => {
  const place = `${url.origin}${url.pathname}`;
  if (isTooMuch) return { code: 'mcp/too-much-output', reason: `${place} sent more than a test reads.` };
  if (signal.aborted)
    return { code: 'mcp/timed-out', reason: `${place} did not answer within ${inSeconds(timeoutMs)}.` };
  if (status === null) return toUnreachable(url, error);
  if (status === 401 || status === 403)
    return { code: 'mcp/needs-authentication', reason: needsAuthentication(place, status, isOauth) };
  if (status >= 300)
    return {
      code: 'mcp/http-error',
      reason: `${place} answered ${status} and not as an MCP server does. Check the URL.`,
    };
  if (error instanceof McpError && error.code !== CONNECTION_CLOSED)
    return { code: 'mcp/refused', reason: `${place} answered with an error.`, detail: error.message };
  return { code: 'mcp/not-mcp', reason: `${place} answers, but not in the Model Context Protocol. Check the URL.` };
};

const CONNECTION_CLOSED = -32_000;

const needsAuthentication = (place: string, status: number, isOauth: boolean): string =>
  isOauth
    ? `${place} wants you to sign in (${status}). Hermes asks for that when it first connects; a test cannot.`
    : `${place} refused the request as not authenticated (${status}). Enter its token or header, or check the one given.`;

const toUnreachable = (url: URL, error: unknown): Failure => {
  const codes = causesOf(error);
  const found = codes.map((code) => words[code]).find((word) => word !== undefined) ?? codes[0] ?? 'no answer';
  return {
    code: 'mcp/unreachable',
    reason: `${url.host} could not be reached: ${found}. Check the URL and that the server runs.`,
  };
};

/** Codes of an error and of what caused it, outermost first. */
const causesOf = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(causesOf) : [];
  return [...code, ...inner, ...causesOf(error.cause)];
};

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'its name could not be looked up',
  ETIMEDOUT: 'it did not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ECONNRESET: 'it broke the connection off',
  UND_ERR_SOCKET: 'it broke the connection off',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by itself',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
};
