import { stat } from 'node:fs/promises';
import { PROFILE_NAME, RESERVED_NAMES, toProfileId } from '../../../machines/flow/profile-name.ts';
import type { ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import { profilePath } from '../home.ts';

type Refusal = Extract<ShelfAnswer, { ok: false }>;

/** The directory of a profile by its exact name, or why there is none. `default` always is. */
export const findProfile = async (root: string, name: string): Promise<ShelfAnswer<{ path: string }>> => {
  const refusal = refusalOf(name);
  if (refusal) return refusal;
  const path = profilePath(root, name);
  if (name === 'default' || (await isDirectory(path))) return { ok: true, path };
  return { ok: false, code: 'profile/not-found', message: `Profile '${name}' does not exist: nothing is at ${path}.` };
};

/** The id of a name as typed, or why it can be none. `default` is one. */
export const parseTyped = (typed: string): ShelfAnswer<{ name: string }> => {
  const name = toProfileId(typed);
  return refusalOf(name) ?? { ok: true, name };
};

const refusalOf = (name: string): Refusal | null => {
  if (name === 'default') return null;
  if (name === '') return { ok: false, code: 'name/empty', message: 'A profile needs a name, and it is empty.' };
  if (!PROFILE_NAME.test(name)) return { ok: false, code: 'name/invalid', message: illegal(name) };
  if (!RESERVED_NAMES.has(name)) return null;
  return { ok: false, code: 'name/reserved', message: `Hermes keeps the name "${name}" for itself.` };
};

const illegal = (name: string) =>
  `"${name}" is no profile name. One has 1 to 64 small letters, digits, "-" and "_", and starts with a letter or digit.`;

/** A link to a directory counts, as it does for Hermes. */
export const isDirectory = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() === true;
