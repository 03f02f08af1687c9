import { join } from 'node:path';
import type { ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import { editModel } from '../model.ts';
import type { ModelPair } from '../model-choice.ts';
import { attempt } from './shelf-write.ts';

/** Writes provider and model as a create does. Answers what was asked for, trimmed; what is written may be spelled otherwise. */
export const chooseModel = async (profile: string, choice: ModelPair): Promise<ShelfAnswer<ModelPair>> => {
  const [provider, model] = [choice.provider.trim(), choice.model.trim()];
  if (provider === '' || model === '')
    return { ok: false, code: 'model/incomplete', message: 'provider and model are required: name both.' };
  const path = join(profile, 'config.yaml');
  return await attempt({ code: 'profile/unwritable', attempted: 'Writing the model', path }, async () => {
    await editModel(profile, { provider, model });
    return { ok: true, provider, model };
  });
};
