import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isScalar } from 'yaml';
import { z } from 'zod';
import type { SourceReport } from '../../machines/ports/catalog.ts';
import type { Credentials, ModelSetting, Reading } from '../../machines/ports/profile-settings.ts';
import { absent } from '../files/errno.ts';
import { type Config, readConfig } from '../hermes-home/config-yaml.ts';
import { dotEnvKeys } from '../hermes-home/dot-env.ts';
import { findingOf } from '../hermes-home/file-fault.ts';
import { textOf } from '../hermes-home/yaml-text.ts';
import { readJson } from './read-json.ts';

/** Reads something out of a profile's config.yaml; what cannot be read is `empty`, with the reason. */
export const readFromConfig = async <T>(
  directory: string,
  empty: T,
  read: (config: Config) => T,
): Promise<Reading<T>> => {
  const path = join(directory, 'config.yaml');
  const about = { id: 'profile', label: path };
  try {
    return { value: read(await readConfig(path)), source: { ...about, ok: true } };
  } catch (error) {
    return { value: empty, source: { ...about, ok: false, reason: findingOf(error) } };
  }
};

/** What Hermes takes for the model, in all its spellings. */
export const modelIn = ({ top }: Config): ModelSetting => {
  const found = top.get('model', true);
  const at = (key: string) => (isMap(found) ? (textOf(found.get(key, true)) ?? '') : '');
  const length = Number(at('context_length'));
  return {
    provider: at('provider') || (textOf(top.get('provider', true)) ?? ''),
    model: isScalar(found) ? (textOf(found) ?? '') : at('default') || at('model') || at('name'),
    contextLength: Number.isSafeInteger(length) && length > 0 ? length : 0,
  };
};

export const noModel: ModelSetting = { provider: '', model: '', contextLength: 0 };

/** Names of keys and sign-ins; what cannot be read counts as none. */
export const readCredentials = async (directory: string, shell: ReadonlySet<string>): Promise<Credentials> => {
  const text = await readFile(join(directory, '.env'), 'utf8').catch(() => '');
  return { own: dotEnvKeys(text), shell, providers: await readSignIns(join(directory, 'auth.json')) };
};

const authSchema = z.object({
  providers: z.record(z.string(), z.unknown()).default({}),
  credential_pool: z.record(z.string(), z.unknown()).default({}),
});

const readSignIns = async (path: string): Promise<ReadonlySet<string>> => {
  const { providers, credential_pool } = await readJson(path, authSchema, { providers: {}, credential_pool: {} });
  const pooled = Object.entries(credential_pool).filter(([, pool]) => !Array.isArray(pool) || pool.length > 0);
  return new Set([...Object.keys(providers), ...pooled.map(([name]) => name)]);
};

/** Whether something is a directory; a report when it is not. */
export const checkDirectory = async (id: string, path: string): Promise<SourceReport> => {
  try {
    const found = await stat(path).catch(absent);
    const reason = found === null ? 'it is not there' : 'it is not a directory';
    return found?.isDirectory() ? { id, label: path, ok: true } : { id, label: path, ok: false, reason };
  } catch (error) {
    return { id, label: path, ok: false, reason: findingOf(error) };
  }
};
