import { z } from 'zod';
import { CliError, toMessage } from './cli-error.ts';
import { exitCodes } from './exit-code.ts';
import { plainText } from './plain-text.ts';
import { problemDocumentSchema } from './wire.ts';

/** A way to the application: the server that owns the data directory, or one inside this process. */
export type Client = Readonly<{
  where: Readonly<{ kind: 'owner'; url: string; pid: number }> | Readonly<{ kind: 'embedded' }>;
  /** `path` begins with `/`; the token is added. Rejects when nothing answers. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Ends an embedded application (its runs go on); nothing for the owner's. */
  close(): Promise<void>;
}>;

/** What may be sent with a command; `lines` is NDJSON, sent in the place of `body`. */
export type SendOptions = Readonly<{
  body?: unknown;
  lines?: string;
  key?: string;
  signal?: AbortSignal;
  refusedWith?: number;
}>;

/** GETs JSON of a known shape. */
export const get = async <T extends z.ZodType>(client: Client, path: string, schema: T): Promise<z.infer<T>> =>
  readAnswer(await reach(client, path, {}), path, schema);

/** POSTs and reads an answer of a known shape. With a key, a broken connection is tried again once. */
export const post = async <T extends z.ZodType>(
  client: Client,
  path: string,
  schema: T,
  { body = {}, lines, key, signal, refusedWith }: SendOptions = {},
): Promise<z.infer<T>> => {
  const type = lines === undefined ? 'application/json' : 'application/x-ndjson';
  const headers = { 'content-type': type, ...(key === undefined ? {} : { 'idempotency-key': key }) };
  const init = { method: 'POST', headers, body: lines ?? JSON.stringify(body), ...(signal ? { signal } : {}) };
  const response = await (key === undefined ? reach(client, path, init) : reachTwice(client, path, init));
  return await readAnswer(response, path, schema, refusedWith);
};

/** The error a refusing response stands for; its words are the server's. */
export const toRefusal = async (
  response: Response,
  path: string,
  exitCode: number = exitCodes.error,
): Promise<CliError> => {
  const problem = problemDocumentSchema.safeParse(await response.json().catch(() => null));
  const about = problem.success ? problem.data : {};
  const words = [about.detail, about.title].find((text) => typeof text === 'string');
  const message =
    plainText(typeof words === 'string' ? words : toDetails(about.detail)) || `${path} answered ${response.status}.`;
  return new CliError(about.code === undefined ? message : `${message} (${about.code})`, {
    exitCode,
    code: about.code,
  });
};

const toDetails = (detail: unknown): string => {
  const parts = z.array(z.looseObject({ msg: z.string(), loc: z.array(z.unknown()).optional() })).safeParse(detail);
  return parts.success ? parts.data.map(({ msg, loc = [] }) => `${loc.join('.')}: ${msg}`).join('; ') : '';
};

const readAnswer = async <T extends z.ZodType>(
  response: Response,
  path: string,
  schema: T,
  refusedWith?: number,
): Promise<z.infer<T>> => {
  if (!response.ok) throw await toRefusal(response, path, refusedWith);
  const parsed = schema.safeParse(await response.json().catch(() => null));
  if (parsed.success) return parsed.data;
  throw new CliError(`${path} answered something this version does not understand: ${z.prettifyError(parsed.error)}`);
};

const reach = async (client: Client, path: string, init: RequestInit): Promise<Response> => {
  try {
    return await client.fetch(path, init);
  } catch (error) {
    throw new CliError(`No answer from ${whereText(client)}: ${toMessage(error)}.`, { cause: error });
  }
};

const reachTwice = async (client: Client, path: string, init: RequestInit): Promise<Response> => {
  try {
    return await client.fetch(path, init);
  } catch {
    return await reach(client, path, init);
  }
};

const whereText = ({ where }: Client): string =>
  where.kind === 'owner' ? `the server at ${where.url} (pid ${where.pid})` : 'the embedded server';
