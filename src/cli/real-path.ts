import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The real path of the longest part that exists, with the rest as spelled. */
export const toRealPath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(toRealPath(parent), basename(path));
  }
};
