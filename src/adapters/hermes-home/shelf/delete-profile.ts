import type { ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import { removeWrapper } from '../alias.ts';
import { removeTree } from '../remove-tree.ts';
import { moveSticky } from './active-profile.ts';
import { stopGateway } from './gateway.ts';
import { refuseDefault, refuseHeld } from './in-the-way.ts';
import { findProfile, parseTyped } from './named.ts';
import type { ShelfOptions } from './shelf.ts';
import { attempt } from './shelf-write.ts';
import { takeAway } from './take-away.ts';

type Deleted = ShelfAnswer<{ path: string }>;

/** Deletes a profile with its wrapper; its gateway is stopped, and the sticky choice of it undone. */
export const deleteProfile = async (shelf: ShelfOptions, typed: string): Promise<Deleted> => {
  const parsed = parseTyped(typed);
  if (!parsed.ok) return parsed;
  const { name } = parsed;
  if (name === 'default') return refuseDefault('The default profile cannot be deleted: it is the Hermes home itself.');
  return await shelf.queue(name, async () => await deleteNamed(shelf, name));
};

const deleteNamed = async (shelf: ShelfOptions, name: string): Promise<Deleted> => {
  const held = await refuseHeld(shelf, name);
  if (held) return held;
  const found = await findProfile(shelf.root, name);
  if (!found.ok) return found;
  const { path } = found;
  const what = { code: 'profile/unwritable', attempted: `Deleting the profile "${name}"`, path } as const;
  return await attempt(what, async () => {
    await stopGateway(path);
    const left = await takeAway(shelf.root, name);
    await moveSticky(shelf.root, name, 'default');
    await removeWrapper(shelf, name);
    if (left !== null) await removeTree(left);
    return { ok: true, path };
  });
};
