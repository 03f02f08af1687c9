import { renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DiscardAnswer, ProfileRef } from '../../machines/ports/profile-home.ts';
import type { Wrote } from '../../machines/ports/result.ts';
import { syncDirectory } from '../files/directories.ts';
import { isSameDirectory, isTaken, readDirectoryIdentity } from '../files/directory-identity.ts';
import { byCodeUnits } from '../files/walk-tree.ts';
import { removeAlias } from './alias.ts';
import type { Claim } from './claim.ts';
import { findChanges } from './find-changes.ts';
import { type Home, profilePath, trashPath } from './home.ts';
import { removeTree } from './remove-tree.ts';
import { moveSticky } from './shelf/active-profile.ts';

/** At most so many paths are named when a discard is refused. */
const NAMED_PATHS = 20;

/**
 * Takes the profile out of Hermes' sight, to be deleted by `finish` or put back by `undo`. Refused when anything in it
 * is not what the flow wrote.
 */
export const prepareDiscard = async (home: Home, ref: ProfileRef, wrote: Wrote): Promise<DiscardAnswer> => {
  const path = profilePath(home.root, ref.profile);
  const claim = await home.claims.read(ref.flow);
  if (claim && isInTrash(home, claim)) return handles(home, claim);
  if (!claim || !isThere(claim, path)) return { ok: false, code: 'profile/missing', paths: [path] };
  // What others changed before the flow wrote the same file again is in its last word on it.
  const changes = [...new Set([...claim.touched, ...(await findChanges(path, wrote, home.digest))])].toSorted(
    byCodeUnits,
  );
  if (changes.length > 0) return { ok: false, code: 'profile/used', paths: changes.slice(0, NAMED_PATHS) };
  await move(path, trashPath(home.root, ref.flow));
  return handles(home, claim);
};

/** Deletes what a decided discard left: the profile in the trash, the wrapper, the sticky default, the claim. */
export const finishDiscard = async (home: Home, claim: Claim): Promise<void> => {
  if (isInTrash(home, claim)) await removeTree(trashPath(home.root, claim.flow));
  await removeAlias(home, claim);
  if (!isTaken(profilePath(home.root, claim.profile))) await moveSticky(home.root, claim.profile, 'default');
  await home.claims.remove(claim.flow);
};

/** Puts a profile back from the trash; it stays there when its place has been taken meanwhile. */
export const undoDiscard = async (home: Home, claim: Claim): Promise<void> => {
  const path = profilePath(home.root, claim.profile);
  if (isInTrash(home, claim) && !isTaken(path)) await move(trashPath(home.root, claim.flow), path);
};

/** Whether the profile this flow made waits in its trash. */
export const isInTrash = (home: Home, claim: Claim): boolean => isThere(claim, trashPath(home.root, claim.flow));

const isThere = (claim: Claim, path: string) =>
  isSameDirectory(claim.made?.directory ?? null, readDirectoryIdentity(path));

const handles = (home: Home, claim: Claim): DiscardAnswer => ({
  ok: true,
  finish: async () => await finishDiscard(home, claim),
  undo: async () => await undoDiscard(home, claim),
});

const move = async (from: string, to: string) => {
  renameSync(from, to);
  await syncDirectory(dirname(to));
};
