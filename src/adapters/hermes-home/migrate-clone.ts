import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { absent } from '../files/errno.ts';
import { replaceFile } from '../files/replace-file.ts';
import { readConfig } from './config-yaml.ts';
import type { Home } from './home.ts';
import { textAt } from './yaml-edit.ts';

/**
 * Brings the config.yaml of a config clone to Hermes' schema when it is older, as Hermes does. What cannot be read or
 * migrated stays as it was copied: some Hermes refuse very old files.
 */
export const migrateClone = async (home: Home, staged: string): Promise<void> => {
  const path = join(staged, 'config.yaml');
  const text = await readFile(path, 'utf8').catch(absent);
  if (text === null || home.migrateConfig === null || !(await isOlder(path, home.configVersion))) return;
  const migrated = await home.migrateConfig(text);
  if (migrated !== null && migrated !== text) await replaceFile(path, migrated);
};

const isOlder = async (path: string, current: number | null): Promise<boolean> => {
  const config = await readConfig(path).catch(() => null);
  if (config === null || current === null) return false;
  const version = textAt(config.top, '_config_version');
  if (version === null) return true;
  return /^\d+$/.test(version) && Number(version) < current;
};
