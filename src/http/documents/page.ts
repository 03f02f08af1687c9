import { join } from 'node:path';
import { escapeHtml } from './html.ts';
import { createReadDocument, type ReadDocument } from './read-document.ts';

/** Gives the document of the page with the token in it. */
export const createReadPage = (directory: string, token: string): ReadDocument =>
  createReadDocument(join(directory, 'index.html'), (document) => withToken(document, token));

const withToken = (document: string, token: string): string =>
  document.replace(
    '<meta name="profile-builder-token" content=""',
    () => `<meta name="profile-builder-token" content="${escapeHtml(token)}"`,
  );
