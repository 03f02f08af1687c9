import type { z } from 'zod';
import { isRefused, type Refusal } from '../app/refusal.ts';
import { readJson } from './body.ts';
import type { HttpContext } from './env.ts';
import { notJsonErrors, toShapeErrors } from './hermes-problem.ts';
import type { ProblemOptions } from './problem.ts';

/** The body in its shape, or a refusal that lists what is wrong as FastAPI does. */
export const readHermesBody = async <S extends z.ZodType>(
  c: HttpContext,
  schema: S,
  bytes: number,
): Promise<{ body: z.output<S> } | { refusal: Refusal; options: ProblemOptions }> => {
  const read = await readJson(c, bytes);
  if (isRefused(read))
    return { ...read, options: read.refusal.code === 'request/not-json' ? { status: 422, detail: notJsonErrors } : {} };
  const body = schema.safeParse(read.json);
  if (body.success) return { body: body.data };
  return { refusal: wrongShape, options: { detail: toShapeErrors(body.error, read.json) } };
};

const wrongShape: Refusal = { code: 'request/invalid', message: 'The body has the wrong shape.' };
