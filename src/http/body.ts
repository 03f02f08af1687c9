import type { z } from 'zod';
import { type Refused, refuse } from '../app/refusal.ts';
import { type HttpContext, headerOf, nodeOf } from './env.ts';
import { announcesBody, checkBody } from './guard.ts';

/** What a command may have. */
export const COMMAND_BYTES = 64 * 1024;
/** What a plan or an import may have. */
export const PLAN_BYTES = 1024 * 1024;

/** The body as JSON, or why it is none. `undefined` stands for no body at all. */
export const readJson = async (c: HttpContext, bytes: number): Promise<Refused | { json: unknown }> => {
  const header = headerOf(c);
  if (!announcesBody(header) && !hasStrayBody(c)) return { json: undefined };
  const refusal = checkBody(header, bytes);
  if (refusal) return { refusal };
  try {
    return { json: JSON.parse(utf8.decode(await c.req.arrayBuffer())) };
  } catch {
    return refuse('request/not-json', 'The body is not JSON in UTF-8.');
  }
};

/** The body in its shape. Messages name places, never values: there may be secrets in them. */
export const readBody = async <S extends z.ZodType>(
  c: HttpContext,
  schema: S,
  bytes: number,
): Promise<Refused | { body: z.output<S> }> => {
  const read = await readJson(c, bytes);
  if ('refusal' in read) return read;
  return parseShape(schema, read.json, 'body');
};

/** Any input in its shape, or a refusal naming each place that is wrong. */
export const parseShape = <S extends z.ZodType>(
  schema: S,
  input: unknown,
  what: string,
): Refused | { body: z.output<S> } => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { body: parsed.data };
  const places = parsed.error.issues
    .slice(0, 10)
    .map(({ path, message }) => `${[what, ...path].join('.')}: ${message}`);
  return refuse('request/invalid', `${places.join('; ')}.`);
};

/** Without a server a Request may have a body and no length. */
const hasStrayBody = (c: HttpContext): boolean => !nodeOf(c).incoming && c.req.raw.body !== null;

const utf8 = new TextDecoder('utf-8', { fatal: true });
