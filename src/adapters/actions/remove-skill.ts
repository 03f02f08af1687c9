import { appendFile, lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { absent } from '../files/errno.ts';
import { replaceFile } from '../files/replace-file.ts';
import { removeTree } from '../hermes-home/remove-tree.ts';

/** Removes a skill that Hermes' lock file knows, with its entry, as Hermes does. Why not, when it is not done. */
export const removeLocked = async (profile: string, name: string, path: string): Promise<string | null> => {
  if (path.split('/').at(-1) !== name || !(await isPlainPath(join(profile, 'skills'), path)))
    return `its entry in skills/.hub/lock.json points at ${JSON.stringify(path)}, which is no place of a skill of that name`;
  await removeTree(join(profile, 'skills', path));
  const file = join(profile, 'skills', '.hub', 'lock.json');
  const lock = recordSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const { [name]: entry, ...installed } = recordSchema.parse(lock['installed']);
  await replaceFile(file, `${JSON.stringify({ ...lock, installed }, null, 2)}\n`);
  const { source, trust_level: trust } = entrySchema.parse(entry ?? {});
  const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const line = `${at} UNINSTALL ${name} ${source}:${trust} n/a user_request\n`;
  await appendFile(join(profile, 'skills', '.hub', 'audit.log'), line);
  return null;
};

/** Whether a relative path leads to a directory below the root without a link on the way. */
export const isPlainPath = async (root: string, path: string): Promise<boolean> => {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\\'))) return false;
  for (let count = 1; count <= parts.length; count += 1) {
    const found = await lstat(join(root, ...parts.slice(0, count))).catch(absent);
    if (found !== null && !found.isDirectory()) return false;
  }
  return true;
};

const recordSchema = z.record(z.string(), z.unknown());
const word = z.string().catch('unknown');
const entrySchema = z.object({ source: word, trust_level: word });
