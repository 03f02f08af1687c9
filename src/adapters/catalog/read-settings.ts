import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isScalar } from 'yaml';
import type { SourceReport } from '../../machines/ports/catalog.ts';
import type { Credentials, ModelSetting, ProviderSettings, Reading } from '../../machines/ports/profile-settings.ts';
import { absent } from '../files/errno.ts';
import { type Config, readConfig } from '../hermes-home/config-yaml.ts';
import { findingOf } from '../hermes-home/file-fault.ts';
import { textOf } from '../hermes-home/yaml-text.ts';
import { ownProvidersIn, switchedOffIn } from './own-provider-rows.ts';
import { findCloudSignIns, readDotEnv, readSignIns, type Variables } from '../providers/sign-ins.ts';

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
    baseUrl: at('base_url') || (textOf(top.get('base_url', true)) ?? ''),
  };
};

export const noModel: ModelSetting = { provider: '', model: '', contextLength: 0, baseUrl: '' };

/** The providers config.yaml defines, and those it switches off. */
export const providersIn = (config: Config): ProviderSettings => ({
  own: ownProvidersIn(config, modelIn(config)),
  off: switchedOffIn(config),
});

export const noProviders: ProviderSettings = { own: [], off: new Set() };

/** Names of keys and sign-ins; what cannot be read counts as none. */
export const readCredentials = async (directory: string, environment: Variables): Promise<Credentials> => {
  const own = await readDotEnv(directory);
  const project = await readFromConfig(directory, '', vertexProjectIn);
  return {
    own: new Set(Object.keys(own)),
    shell: new Set(Object.keys(environment).filter((name) => environment[name]?.trim())),
    providers: await readSignIns(directory),
    // A profile's .env goes before the environment, as in Hermes.
    clouds: await findCloudSignIns({ ...environment, ...own }, project.value),
  };
};

const vertexProjectIn = ({ top }: Config): string => {
  const vertex = top.get('vertex', true);
  return isMap(vertex) ? (textOf(vertex.get('project_id', true)) ?? '') : '';
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
