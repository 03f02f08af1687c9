import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { syncDirectory } from '../files/directories.ts';
import {
  type DirectoryIdentity,
  directoryIdentitySchema,
  isSameDirectory,
  isTaken,
  readDirectoryIdentity,
} from '../files/directory-identity.ts';
import { absent, isErrno } from '../files/errno.ts';
import { replaceFile } from '../files/replace-file.ts';
import { findSkills } from './skill-tree.ts';

export type Placement = Readonly<{
  /** Directory of the proved skill, kept as it is. */
  made: string;
  name: string;
  profile: string;
  /** Private directory of the run: remembers across a crash which directory it moved. */
  run: string;
}>;

/**
 * Copies a skill beside its place and renames it in, so that it is there whole or not at all. Asked again after a crash it
 * recognises its own directory. `taken` names what stands in the way (relative to the profile); nothing is replaced.
 */
export const placeSkill = async (placement: Placement): Promise<{ path: string } | { taken: string }> => {
  const { made, name, profile, run } = placement;
  const skills = join(profile, 'skills');
  const target = join(skills, basename(made));
  const record = join(run, 'moved.json');
  const answer = { path: relative(profile, target) };
  if (isSameDirectory(await readMove(record), readDirectoryIdentity(target))) return answer;
  const taken = await findTaken(skills, target, name);
  if (taken !== null) return { taken: relative(profile, taken) };

  await mkdir(skills, { recursive: true });
  const staging = join(skills, `.incoming-${createHash('sha256').update(run).digest('hex').slice(0, 16)}`);
  // Forgotten first: once the old staging is gone its inode number may be given to a stranger's directory.
  await rm(record, { force: true });
  await rm(staging, { recursive: true, force: true });
  try {
    await cp(made, staging, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await replaceFile(record, JSON.stringify(readDirectoryIdentity(staging)));
    await rename(staging, target);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (isErrno(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) return { taken: relative(profile, target) };
    throw error;
  }
  await syncDirectory(skills);
  return answer;
};

/** The directory that already has this place or this name; compared without case, as some file systems do. */
const findTaken = async (skills: string, target: string, name: string): Promise<string | null> => {
  if (isTaken(target)) return target;
  const names = [name, basename(target)].map((text) => text.toLowerCase());
  const found = await findSkills(skills);
  const clash = found.find((skill) =>
    [skill.name, basename(skill.directory)].some((text) => text !== null && names.includes(text.toLowerCase())),
  );
  return clash?.directory ?? null;
};

const readMove = async (record: string): Promise<DirectoryIdentity | null> => {
  const text = await readFile(record, 'utf8').catch(absent);
  return text === null ? null : directoryIdentitySchema.parse(JSON.parse(text));
};
