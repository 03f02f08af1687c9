import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import { placeAlias, removeWrapper } from '../alias.ts';
import { syncDirectory } from '../../files/directories.ts';
import { isTaken } from '../../files/directory-identity.ts';
import { profilePath } from '../home.ts';
import { moveSticky } from './active-profile.ts';
import { stopGateway } from './gateway.ts';
import { refuseDefault, refuseHeld } from './in-the-way.ts';
import { findProfile, parseTyped } from './named.ts';
import type { ShelfOptions } from './shelf.ts';
import { attempt } from './shelf-write.ts';

type Renamed = ShelfAnswer<{ name: string; path: string }>;
type Way = Readonly<{ from: string; to: string }>;

/** Renames a profile; wrapper and sticky choice go along, a running gateway is stopped. */
export const renameProfile = async (shelf: ShelfOptions, typed: string, newTyped: string): Promise<Renamed> => {
  const [from, to] = [parseTyped(typed), parseTyped(newTyped)];
  if (!from.ok) return from;
  if (!to.ok) return to;
  if (from.name === 'default') return refuseDefault('The default profile cannot be renamed: it is the Hermes home.');
  if (to.name === 'default')
    return refuseDefault('No profile can be renamed to "default": Hermes always has that one.');
  const way = { from: from.name, to: to.name };
  return await inBothTurns(shelf, way, async () => await renameNamed(shelf, way));
};

/** Always in the same order, or two renames that cross would wait for each other for ever. */
const inBothTurns = async <T>({ queue }: ShelfOptions, { from, to }: Way, work: () => Promise<T>): Promise<T> => {
  if (from === to) return await queue(from, work);
  const [first, second] = from < to ? [from, to] : [to, from];
  return await queue(first, async () => await queue(second, work));
};

const renameNamed = async (shelf: ShelfOptions, { from, to }: Way): Promise<Renamed> => {
  const held = (await refuseHeld(shelf, from)) ?? (await refuseHeld(shelf, to));
  if (held) return held;
  const found = await findProfile(shelf.root, from);
  if (!found.ok) return found;
  const path = profilePath(shelf.root, to);
  if (isTaken(path)) return taken(to, path);
  const what = { code: 'profile/unwritable', attempted: `Renaming the profile "${from}"`, path: found.path } as const;
  return await attempt(what, async () => {
    await stopGateway(found.path);
    // Asked again without a pause: a rename onto an empty directory would replace it.
    if (isTaken(path)) return taken(to, path);
    renameSync(found.path, path);
    await syncDirectory(join(shelf.root, 'profiles'));
    await moveSticky(shelf.root, from, to);
    await removeWrapper(shelf, from);
    await placeAlias(shelf, to);
    return { ok: true, name: to, path };
  });
};

const taken = (name: string, path: string): Renamed => ({
  ok: false,
  code: 'profile/exists',
  message: `Profile '${name}' already exists at ${path}. Choose another name.`,
});
