import * as z from 'zod/mini';
import { ApiProblem, type ProblemBody, Unreachable } from './api-problem.ts';
import type { Way } from './way.ts';

export type Query = Readonly<Record<string, string | number | undefined>>;

/** How a request goes out, beside its path. */
export type RequestOptions = Readonly<{
  signal?: AbortSignal;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}>;

/**
 * Asks this page's own server. Rejects with `ApiProblem` when it refuses, with `Unreachable` when no answer comes. An
 * answer has the type it is asked for: page and server come from the same package, so it is not parsed again.
 */
export type ApiClient = Readonly<{
  get<Answer>(path: string, options?: RequestOptions): Promise<Answer>;
  send<Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, options?: RequestOptions): Promise<Answer>;
  /** The answer itself, for bytes, logs and streams; checked as the others are. */
  open(path: string, init?: RequestInit): Promise<Response>;
}>;

export type ClientOptions = Readonly<{
  token: string;
  fetch: Way['fetch'];
  /** Told when the server no longer takes the token. */
  onSessionEnd: () => void;
}>;

export const createClient = ({ token, fetch, onSessionEnd }: ClientOptions): ApiClient => {
  const open: ApiClient['open'] = async (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    const response = await ask(fetch, path, { ...init, headers });
    if (response.status === 401) onSessionEnd();
    if (!response.ok) throw new ApiProblem(await toProblem(response));
    return response;
  };
  const send: ApiClient['send'] = async (method, path, { query, body, headers, signal } = {}) => {
    const init: RequestInit = { method, headers: { ...headers, ...(body === undefined ? {} : json) } };
    if (body !== undefined) init.body = JSON.stringify(body);
    if (signal) init.signal = signal;
    const response = await open(path + toSearch(query), init);
    return toAnswer(response);
  };
  const get: ApiClient['get'] = async (path, { query, headers, signal } = {}) => {
    const response = await open(path + toSearch(query), { ...(headers && { headers }), ...(signal && { signal }) });
    return toAnswer(response);
  };
  return { get, send, open };
};

/** A header that makes a command safe to send again; one key for each thing the user wants done. */
export const withIdempotencyKey = (key: string): Readonly<Record<string, string>> => ({ 'Idempotency-Key': key });

const json = { 'Content-Type': 'application/json' };

const toAnswer = async <Answer>(response: Response): Promise<Answer> =>
  (response.status === 204 ? undefined : await response.json()) as Answer;

const ask = async (fetch: Way['fetch'], path: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Unreachable(`No answer to ${init.method ?? 'GET'} ${path}.`, { cause });
  }
};

const toSearch = (query: Query = {}): string => {
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};

const problemSchema = z.object({
  title: z.string(),
  status: z.number(),
  detail: z.union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
  ]),
  code: z.string(),
  requestId: z.optional(z.string()),
  flow: z.optional(z.string()),
  item: z.optional(z.string()),
  names: z.optional(z.array(z.string())),
}) satisfies z.ZodMiniType<unknown>;

// A proxy in between answers without our problem document.
const toProblem = async (response: Response): Promise<ProblemBody> => {
  const body: unknown = await response.json().catch(() => null);
  const parsed = problemSchema.safeParse(body);
  if (parsed.success) return parsed.data as ProblemBody;
  const { status, statusText } = response;
  return { title: statusText, status, detail: `The server answered ${status} ${statusText}.`, code: 'unknown' };
};
