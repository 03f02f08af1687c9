import { join } from 'node:path';
import { type YAMLMap, isMap, isSeq } from 'yaml';
import type { ModelChoice } from '../../machines/flow/plan.ts';
import type { Change, ProfileRef } from '../../machines/ports/profile-home.ts';
import { writeClaimed } from './claimed.ts';
import { type Config, editConfig, mapAt } from './config-yaml.ts';
import { digestFile } from './digest-tree.ts';
import { Refused, problem } from './file-fault.ts';
import type { Home } from './home.ts';
import { toProviderSlug } from '../providers/provider-slug.ts';
import { findAccessNotices } from './model-access.ts';
import { normaliseModel } from './model-choice.ts';
import { setText, textAt } from './yaml-edit.ts';
import { textOf } from './yaml-text.ts';

/** Writes provider and model by Hermes' rules for re-assigning. */
export const writeModel = async (home: Home, ref: ProfileRef, choice: ModelChoice): Promise<Change> =>
  await writeClaimed(home, ref, { code: 'model/write-failed', attempted: 'Writing the model' }, async (profile) => {
    refuseIncomplete(choice);
    await editModel(profile, choice, home.configVersion);
    const notices = await findAccessNotices(profile, { name: ref.profile, provider: choice.provider.trim() });
    return { wrote: { 'config.yaml': await digestFile(join(profile, 'config.yaml'), home.digest) }, notices };
  });

/** Re-assigns the model in a profile's config.yaml (stamped with the version when it is made new); throws what hinders it. */
export const editModel = async (
  profile: string,
  choice: ModelChoice,
  newVersion: number | null = null,
): Promise<void> => {
  await editConfig(join(profile, 'config.yaml'), (config) => assignModel(config, choice), { newVersion });
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
  const next = normaliseModel(choice, { current, own: ownProviders(config) });
  if (bare !== null || toSlug(current) !== toSlug(next.provider)) forgetProvider(model);
  for (const key of ['context_length', 'model', 'name']) model.delete(key);
  setText(model, 'provider', next.provider);
  setText(model, 'default', next.model);
  if (choice.baseUrl?.trim()) setText(model, 'base_url', choice.baseUrl.trim());
  return String(config.document) !== before;
};

const toSlug = (provider: string | null) => provider?.trim().toLowerCase() ?? null;

/** The address of the old provider would send the new one's key there. */
const forgetProvider = (model: YAMLMap) => {
  if (textAt(model, 'base_url')) setText(model, 'base_url', '');
  for (const key of ['api_base', 'api_key', 'api', 'api_mode']) model.delete(key);
};

const ownProviders = ({ top }: Config): ReadonlySet<string> => {
  const named = top.get('providers', true);
  const listed = top.get('custom_providers', true);
  const names = isMap(named) ? named.items.map((item) => textOf(item.key)) : [];
  const customs = isSeq(listed) ? listed.items.map((item) => (isMap(item) ? textAt(item, 'name') : null)) : [];
  return new Set([...names, ...customs].filter((name) => name !== null).map(toProviderSlug));
};
