import { readFile, stat } from 'node:fs/promises';

/** Gives a document of the built page; null while it is not built. */
export type ReadDocument = () => Promise<string | null>;

/** Reads a file of the built page once, and again when it was built anew. */
export const createReadDocument = (path: string, change = (document: string) => document): ReadDocument => {
  let kept: Readonly<{ builtMs: number; document: string }> | undefined;
  return async () => {
    try {
      const { mtimeMs } = await stat(path);
      if (kept?.builtMs !== mtimeMs) kept = { builtMs: mtimeMs, document: change(await readFile(path, 'utf8')) };
      return kept.document;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  };
};
