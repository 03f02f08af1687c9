import { mkdir, realpath, rename } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { isTaken } from '../files/directory-identity.ts';
import { copyTree } from './copy-tree.ts';
import { Refused, problem } from './file-fault.ts';
import { removeTree } from './remove-tree.ts';
import { type SkillFolder, fingerprintOf } from './skill-files.ts';

/** Where a skill comes from and which profile it goes to. */
export type Placement = Readonly<{ source: string; skill: SkillFolder; profile: string }>;

/**
 * Copies a skill to the same path below the profile's `skills/`, whole or not at all. `present`: the same skill was
 * there already. `other`: something else is there and was left alone.
 */
export const placeSkill = async ({ source, skill, profile }: Placement): Promise<'placed' | 'present' | 'other'> => {
  const from = join(source, skill.directory);
  const to = join(profile, 'skills', skill.directory);
  if (isTaken(to)) return (await isSameSkill(from, to)) ? 'present' : 'other';
  const incoming = join(profile, 'skills', '.incoming');
  await removeTree(incoming);
  await refuseOutside(profile, dirname(to));
  try {
    await copyTree(from, incoming);
    await rename(incoming, to);
  } finally {
    await removeTree(incoming);
  }
  return 'placed';
};

const isSameSkill = async (one: string, other: string) => (await fingerprintOf(one)) === (await fingerprintOf(other));

/** A category may be a link that leads out of the profile. */
const refuseOutside = async (profile: string, category: string) => {
  await mkdir(category, { recursive: true });
  const real = await realpath(category);
  if (`${real}${sep}`.startsWith(`${await realpath(profile)}${sep}`)) return;
  throw new Refused(
    problem(
      'skill/failed',
      `${category} is a link that leads out of the profile, to ${real}. Remove the link, then try again.`,
    ),
  );
};
