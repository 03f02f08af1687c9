import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** A JSON file in its shape; `empty` when it is not there, not JSON, or of another shape. */
export const readJson = async <S extends z.ZodType>(
  path: string,
  schema: S,
  empty: z.output<S>,
): Promise<z.output<S>> => {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return empty;
  }
};
