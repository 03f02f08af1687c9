import { join } from 'node:path';
import type { ShelfAnswer } from '../../../machines/ports/profile-shelf.ts';
import { setProfileDescription } from '../profile-yaml.ts';
import { attempt } from './shelf-write.ts';

/** Sets what a profile is for, in its user's words; empty clears it. Keys of profile.yaml that are not known stay. */
export const describe = async (profile: string, text: string): Promise<ShelfAnswer<{ description: string }>> => {
  const path = join(profile, 'profile.yaml');
  return await attempt({ code: 'profile/unwritable', attempted: 'Describing the profile', path }, async () => {
    const description = text.trim();
    await setProfileDescription(path, description);
    return { ok: true, description };
  });
};
