import { join } from 'node:path';
import type { YAMLMap } from 'yaml';
import type { ModelChoice } from '../../machines/flow/plan.ts';
import type { Change, ProfileRef } from '../../machines/ports/profile-home.ts';
import { writeClaimed } from './claimed.ts';
import { type Config, type EditOptions, editConfig, mapAt } from './config-yaml.ts';
import { digestFile } from './digest-tree.ts';
import { Refused, problem } from './file-fault.ts';
import type { Home } from './home.ts';
import { findOwnSlug } from '../providers/own-providers.ts';
import { findAccessNotices } from './model-access.ts';
import { normaliseModel } from './model-choice.ts';
import { createNoteWrite } from './own-writes.ts';
import { setText, textAt } from './yaml-edit.ts';
import { textOf } from './yaml-text.ts';

/** Writes provider and model by Hermes' rules for re-assigning. */
export const writeModel = async (home: Home, ref: ProfileRef, choice: ModelChoice): Promise<Change> =>
  await writeClaimed(home, ref, { code: 'model/write-failed', attempted: 'Writing the model' }, async (profile) => {
    refuseIncomplete(choice);
    await editModel(profile, choice, { newVersion: home.configVersion, noteWrite: createNoteWrite(home, ref.flow) });
    const notices = await findAccessNotices(profile, { name: ref.profile, provider: choice.provider.trim() });
    return { wrote: { 'config.yaml': await digestFile(join(profile, 'config.yaml'), home.digest) }, notices };
  });

/** Re-assigns the model in a profile's config.yaml; throws what hinders it. */
export const editModel = async (profile: string, choice: ModelChoice, options: EditOptions = {}): Promise<void> => {
  await editConfig(join(profile, 'config.yaml'), (config) => assignModel(config, choice), options);
};

const refuseIncomplete = (choice: ModelChoice) => {
  if (choice.provider.trim() !== '' && choice.model.trim() !== '') return;
  const missing = choice.provider.trim() === '' ? 'provider' : 'model';
  throw new Refused(
    problem('model/incomplete', `The ${missing} is empty. Name both a provider and a model.`, 'edit-and-retry'),
  );
};

const assignModel = (config: Config, choice: ModelChoice): boolean => {
  const before = String(config.document);
  const bare = textOf(config.top.get('model', true));
  const model = mapAt(config, 'model');
  const current = textAt(model, 'provider');
  const next = normaliseModel(choice, { current, own: (typed) => findOwn(config, choice, typed) });
  if (bare !== null || toSlug(current) !== toSlug(next.provider)) forgetProvider(model);
  for (const key of ['context_length', 'model', 'name']) model.delete(key);
  setText(model, 'provider', next.provider);
  setText(model, 'default', next.model);
  if (choice.baseUrl?.trim()) setText(model, 'base_url', choice.baseUrl.trim());
  return String(config.document) !== before;
};

/** With an address, `custom` is that address and none of the profile's own. */
const findOwn = (config: Config, { baseUrl }: ModelChoice, typed: string) =>
  typed === 'custom' && baseUrl?.trim() ? null : findOwnSlug(config, typed);

const toSlug = (provider: string | null) => provider?.trim().toLowerCase() ?? null;

/** The address of the old provider would send the new one's key there. */
const forgetProvider = (model: YAMLMap) => {
  if (textAt(model, 'base_url')) setText(model, 'base_url', '');
  for (const key of ['api_base', 'api_key', 'api', 'api_mode']) model.delete(key);
};
