import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { escapeHtml } from './html.ts';

/** Gives the document of the page with the token in it; null while the page is not built. */
export type ReadPage = () => Promise<string | null>;

/** Reads `index.html` of a built page once, and again when it was built anew. */
export const createReadPage = (directory: string, token: string): ReadPage => {
  const path = join(directory, 'index.html');
  let kept: Readonly<{ builtMs: number; document: string }> | undefined;
  return async () => {
    try {
      const { mtimeMs } = await stat(path);
      if (kept?.builtMs !== mtimeMs)
        kept = { builtMs: mtimeMs, document: withToken(await readFile(path, 'utf8'), token) };
      return kept.document;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  };
};

const withToken = (document: string, token: string): string =>
  document.replace(
    '<meta name="profile-builder-token" content=""',
    () => `<meta name="profile-builder-token" content="${escapeHtml(token)}"`,
  );
