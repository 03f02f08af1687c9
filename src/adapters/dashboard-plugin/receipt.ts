import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { absent } from '../files/errno.ts';

/** What says that a plugin's directory is ours; read by plugin_api.py too. */
const receiptSchema = z.object({
  version: z.string(),
  /** Where the server keeps its address and its token. */
  dataDir: z.string(),
  /** SHA-256 of every file, by its path in the plugin. */
  files: z.record(z.string(), z.string()),
});
export type Receipt = Readonly<z.infer<typeof receiptSchema>>;

/** Beside `dashboard/`, from which Hermes serves files to anybody. */
export const receiptPath = (plugin: string): string => join(plugin, 'profile-builder.json');

/** What is where a plugin belongs: nothing, one of ours, or something that is not to be touched. */
export type Place = Readonly<{ is: 'free' } | { is: 'foreign' } | { is: 'ours'; receipt: Receipt }>;

export const readPlace = async (plugin: string): Promise<Place> => {
  const found = await lstat(plugin).catch(absent);
  if (found === null) return { is: 'free' };
  const receipt = found.isDirectory() ? await readReceipt(plugin) : null;
  return receipt === null ? { is: 'foreign' } : { is: 'ours', receipt };
};

const readReceipt = async (plugin: string): Promise<Receipt | null> => {
  try {
    const parsed = receiptSchema.safeParse(JSON.parse(await readFile(receiptPath(plugin), 'utf8')));
    return parsed.success && Object.keys(parsed.data.files).every(isBelow) ? parsed.data : null;
  } catch {
    return null;
  }
};

/** A receipt names files to remove: none of them may be elsewhere. */
const isBelow = (path: string): boolean => !path.startsWith('/') && !path.split('/').includes('..');
