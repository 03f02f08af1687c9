import type { z } from 'zod';
import { type Refused, refuse } from '../app/refusal.ts';
import { type HttpContext, headerOf, nodeOf } from './env.ts';
import { announcesBody, checkBody } from './guard.ts';

/** What a command may have. */
export const COMMAND_BYTES = 64 * 1024;
/** What a plan may have. */
export const PLAN_BYTES = 1024 * 1024;
/** What an import may have: a flow of 12,000 events, which are folded at one go. */
export const IMPORT_BYTES = 4 * 1024 * 1024;

/** The body as JSON, or why it is none. `undefined` stands for no body at all. */
export const readJson = async (c: HttpContext, bytes: number): Promise<Refused | { json: unknown }> => {
  const header = headerOf(c);
  if (!announcesBody(header) && !hasStrayBody(c)) return { json: undefined };
  const refusal = checkBody(header, { bytes, type: 'application/json' });
  if (refusal) return { refusal };
  try {
    return parseText(utf8.decode(await c.req.arrayBuffer()));
  } catch {
    return refuse('request/not-json', 'The body is not JSON in UTF-8.');
  }
};

/** The body as lines of JSON, not yet parsed. */
export const readLines = async (c: HttpContext, bytes: number): Promise<Refused | { text: string }> => {
  const refusal = checkBody(headerOf(c), { bytes, type: 'application/x-ndjson' });
  if (refusal) return { refusal };
  try {
    return { text: utf8.decode(await c.req.arrayBuffer()) };
  } catch {
    return refuse('request/not-json', 'The body is not text in UTF-8.');
  }
};

const parseText = (text: string): Refused | { json: unknown } => {
  const json: unknown = JSON.parse(text);
  const fault = SUSPECT.test(text) ? findFault(text) : null;
  return fault === null ? { json } : refuse('request/invalid', fault);
};

/** What only escapes or one name can bring in; most bodies need no second look. */
const SUSPECT = /\\u|__proto__/;

/** What JSON can say but no plan can hold: half a character (RFC 7493, section 2.1), and a key the shapes would lose without a word. */
const findFault = (text: string): string | null => {
  let fault: string | null = null;
  JSON.parse(text, (key, value: unknown) => {
    if (key === '__proto__') fault = 'The body has a key "__proto__", which cannot be kept: give it another name.';
    if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
      fault = 'The body has half of a surrogate pair ("\\ud800" to "\\udfff" without its partner), which is no text.';
    return value;
  });
  return fault;
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
