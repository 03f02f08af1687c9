import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { replaceFile } from '../adapters/files/replace-file.ts';
import type { Settings } from './settings.ts';

/** The token of this data directory: as given, else the one kept from before, else a new one. It is kept 0600. */
export const keepToken = async ({ token, tokenFile }: Pick<Settings, 'token' | 'tokenFile'>): Promise<string> => {
  const kept = await readFile(tokenFile, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
  const chosen = token ?? (kept === '' ? randomBytes(32).toString('base64url') : kept);
  if (chosen !== kept) await replaceFile(tokenFile, `${chosen}\n`);
  return chosen;
};
