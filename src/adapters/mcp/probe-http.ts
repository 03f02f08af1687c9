import { setTimeout as sleep } from 'node:timers/promises';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpError } from '@modelcontextprotocol/sdk/types.js';
import type { McpEntry } from '../hermes-home/mcp-check.ts';
import { headersOf } from '../hermes-home/mcp-entry.ts';
import { ProbeFailed, raceAbort } from './failure.ts';
import { type HttpAnswer, toHttpFailure } from './http-failure.ts';
import { type Listed, listTools } from './list-tools.ts';
import type { Attempt } from './probe-stdio.ts';
import { createWatchedFetch } from './watch-fetch.ts';

export type HttpEntry = Extract<McpEntry, { kind: 'http' }>;

/** Reaches a server by URL, by streamable HTTP or, when it does not know that, by SSE. Rejects with `ProbeFailed`. */
export const probeHttp = async (entry: HttpEntry, version: string, attempt: Attempt): Promise<Listed> => {
  const target = toTarget(entry);
  const first = await tryStreamable(target, version, attempt);
  if ('tools' in first) return first;
  const second = mayBeSse(first, attempt) ? await trySse(target, version, attempt) : first;
  if ('tools' in second) return second;
  const answer = second.status === null || second.status >= 400 ? first : second;
  throw new ProbeFailed(toHttpFailure(target.url, { ...answer, ...attempt, isOauth: entry.oauth }), answer.error);
};

type Target = Readonly<{ url: URL; headers: Record<string, string> }>;

const toTarget = (entry: HttpEntry): Target => {
  const url = URL.parse(entry.url);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new ProbeFailed({ code: 'mcp/invalid-url', reason: 'The URL is none that begins with http:// or https://.' });
  const headers = new Headers();
  for (const [name, value] of headersOf(entry)) setHeader(headers, name, value);
  return { url, headers: Object.fromEntries(headers) };
};

const setHeader = (headers: Headers, name: string, value: string): void => {
  try {
    headers.set(name, value);
  } catch {
    const reason = `The header "${name}" cannot be sent: its name or its value has characters HTTP does not allow.`;
    throw new ProbeFailed({ code: 'mcp/invalid-header', reason });
  }
};

/** A server of the older kind knows no POST at its URL. */
const mayBeSse = ({ status, error }: HttpAnswer, { signal }: Attempt): boolean =>
  !signal.aborted &&
  !(error instanceof McpError) &&
  status !== null &&
  status >= 400 &&
  status < 500 &&
  ![401, 403, 407, 429].includes(status);

const tryStreamable = async ({ url, headers }: Target, version: string, { signal }: Attempt) => {
  const { fetch, last } = createWatchedFetch(signal);
  const transport = new StreamableHTTPClientTransport(url, { fetch, requestInit: { headers } });
  try {
    const listed = await raceAbort(signal, [listTools(transport, { version, signal })]);
    await Promise.race([transport.terminateSession().catch(() => {}), sleep(GOODBYE_MS, undefined, { ref: false })]);
    return listed;
  } catch (error) {
    return { ...last, error };
  } finally {
    await transport.close();
  }
};

const trySse = async ({ url, headers }: Target, version: string, { signal }: Attempt) => {
  const { fetch, last } = createWatchedFetch(signal);
  const transport = new SSEClientTransport(url, { fetch, requestInit: { headers } });
  try {
    return await raceAbort(signal, [listTools(transport, { version, signal })]);
  } catch (error) {
    return { ...last, error };
  } finally {
    await transport.close();
  }
};

const GOODBYE_MS = 1000;
