import { z } from 'zod';

const TRUE = new Set<unknown>([true, 1, '1', 'true', 't', 'yes', 'y', 'on']);
const FALSE = new Set<unknown>([false, 0, '0', 'false', 'f', 'no', 'n', 'off']);

/** A boolean as pydantic takes it: also as 0, 1 and the usual words. Default false. */
export const flag = z
  .preprocess((value) => {
    const word = typeof value === 'string' ? value.toLowerCase() : value;
    return TRUE.has(word) ? true : FALSE.has(word) ? false : value;
  }, z.boolean())
  .default(false);
