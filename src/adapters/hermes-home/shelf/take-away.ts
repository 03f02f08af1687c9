import { randomUUID } from 'node:crypto';
import { lstatSync, renameSync, unlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from '../../files/directories.ts';
import { profilePath } from '../home.ts';
import { removeTree } from '../remove-tree.ts';

/**
 * Takes a profile out of Hermes' sight at once; answers what is left to be removed, null for nothing. Of a link only the
 * link goes: what it points to belongs to someone else.
 */
export const takeAway = async (root: string, profile: string): Promise<string | null> => {
  const path = profilePath(root, profile);
  const hidden = join(root, 'profiles', `.deleted-${profile}-${randomUUID().slice(0, 8)}`);
  const isLink = lstatSync(path).isSymbolicLink();
  if (isLink) unlinkSync(path);
  else renameSync(path, hidden);
  await syncDirectory(join(root, 'profiles'));
  return isLink ? null : hidden;
};

/** Removes what deletions and imports left that a crash or a refusing disk cut short; what still cannot be removed stays. */
export const removeLeftovers = async (root: string): Promise<void> => {
  const names = await readdir(join(root, 'profiles')).catch(() => []);
  for (const name of names.filter((each) => LEFT.test(each)))
    await removeTree(join(root, 'profiles', name)).catch(leaveForNextTime);
};

const LEFT = /^\.(?:deleted|import)-[a-z0-9][a-z0-9_-]{0,63}-[0-9a-f]{8}$/;

const leaveForNextTime = () => undefined;
