import { readFile, stat } from 'node:fs/promises';
import { type Document, YAMLMap, isAlias, isMap, isScalar } from 'yaml';
import { absent, isErrno } from '../files/errno.ts';
import { replaceFile, writeTarget } from '../files/replace-file.ts';
import { Refused, problem } from './file-fault.ts';
import type { NoteWrite } from './own-writes.ts';
import { setBare } from './yaml-edit.ts';
import { emptyYaml, parseYaml, textOf, toYamlText } from './yaml-text.ts';

/** The top map of a config.yaml under edit. */
export type Config = Readonly<{ document: Document; top: YAMLMap }>;

/** Changes a config.yaml in place; answers whether there was anything to change. */
export type ConfigEdit = (config: Config) => boolean;

export type EditOptions = Readonly<{
  /** Goes into a file this edit makes as `_config_version`; null (the default) = not known, then none is written. */
  newVersion?: number | null;
  noteWrite?: NoteWrite | undefined;
  attempts?: number;
}>;

/**
 * Edits a config.yaml keeping comments, order and spelling of the rest. Answers whether it was written. Refuses with
 * `config/unreadable` (file untouched) and, when others keep writing it, `config/changed-meanwhile`.
 */
export const editConfig = async (path: string, edit: ConfigEdit, options: EditOptions = {}): Promise<boolean> => {
  const before = await readConfigFile(path);
  const config = parseConfig(path, before.text);
  if (!edit(config)) return false;
  if (before.text.trim() === '') stampVersion(config, options.newVersion ?? null);
  const text = toYamlText(config.document);
  parseConfig(path, text);
  await options.noteWrite?.('config.yaml', before.bytes, text);
  try {
    await replaceFile(path, text, { beforeRename: refuseIfChanged(before) });
    return true;
  } catch (error) {
    if (!isErrno(error, CHANGED)) throw error;
    const { attempts = 5 } = options;
    if (attempts > 1) return await editConfig(path, edit, { ...options, attempts: attempts - 1 });
    throw new Refused(
      problem('config/changed-meanwhile', `${path} kept being changed by another program. Close it, then try again.`),
    );
  }
};

/** Only a file made new has all of that version's shape; an older one is Hermes' to migrate. */
const stampVersion = ({ top }: Config, version: number | null) => {
  if (version !== null) setBare(top, '_config_version', String(version));
};

/** Reads a config.yaml without changing it; an absent one reads as empty. */
export const readConfig = async (path: string): Promise<Config> => parseConfig(path, (await readConfigFile(path)).text);

/** The map below a key: a new one where there is none or nothing, a copy where an alias stands. */
export const mapAt = (config: Config, key: string): YAMLMap => {
  const found = config.top.get(key, true);
  if (isMap(found)) return found;
  const resolved = isAlias(found) ? found.resolve(config.document)?.clone() : undefined;
  if (isMap(resolved)) return replaceAlias(config, key, resolved);
  if (!isNothing(found) && !isReplaceable(key)) throw unreadable('config.yaml', `"${key}" is not a map`);
  const map = new YAMLMap(config.document.schema);
  config.top.set(key, map);
  return map;
};

const replaceAlias = (config: Config, key: string, map: YAMLMap) => {
  delete map.anchor;
  config.top.set(key, map);
  return map;
};

const isNothing = (node: unknown) => node === undefined || node === null || (isScalar(node) && textOf(node) === null);

/** Hermes also reads `model: "<id>"`, which a choice of model replaces. */
const isReplaceable = (key: string) => key === 'model';

type FileState = Readonly<{ text: string; bytes: Uint8Array; stamp: string }>;

const CHANGED = 'CONFIG_CHANGED';

const readConfigFile = async (path: string): Promise<FileState> => {
  const target = await writeTarget(path);
  const stamp = await stampOf(target);
  const bytes = await readFile(target).catch(absent);
  return { text: bytes === null ? '' : decode(path, bytes), bytes: bytes ?? new Uint8Array(), stamp };
};

const stampOf = async (target: string) => {
  const found = await stat(target, { bigint: true }).catch(absent);
  return found === null ? 'absent' : `${found.ino} ${found.mtimeNs} ${found.size}`;
};

const refuseIfChanged = (before: FileState) => async (target: string) => {
  if ((await stampOf(target)) !== before.stamp)
    throw Object.assign(new Error(`${target} changed while it was being edited`), { code: CHANGED });
};

const decode = (path: string, bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(path, 'it is not UTF-8 text');
  }
};

const parseConfig = (path: string, text: string): Config => {
  const document: Document = text.trim() === '' ? emptyYaml() : parseYaml(text);
  const [error] = document.errors;
  if (error) throw unreadable(path, error.message.split('\n')[0] ?? error.message);
  if (isMap(document.contents)) return { document, top: document.contents };
  if (!isNothing(document.contents)) throw unreadable(path, 'its top is not a map');
  const top = new YAMLMap(document.schema);
  document.contents = top;
  return { document, top };
};

const unreadable = (path: string, found: string) =>
  new Refused(
    problem(
      'config/unreadable',
      `${path} was left as it is because it cannot be understood: ${found}. Mend it, then try again.`,
    ),
  );
