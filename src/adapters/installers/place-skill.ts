import { createHash } from 'node:crypto';
import { cp, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { z } from 'zod';
import { isErrno } from '../files/errno.ts';
import { findSkills } from './skill-tree.ts';

const moveSchema = z.object({ dev: z.string(), ino: z.string() });
type Move = z.infer<typeof moveSchema>;

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
  if (isSame(await readMove(record), await identify(target))) return answer;
  const taken = await findTaken(skills, target, name);
  if (taken !== null) return { taken: relative(profile, taken) };

  await mkdir(skills, { recursive: true });
  const staging = join(skills, `.incoming-${createHash('sha256').update(run).digest('hex').slice(0, 16)}`);
  // Forgotten first: once the old staging is gone its inode number may be given to a stranger's directory.
  await rm(record, { force: true });
  await rm(staging, { recursive: true, force: true });
  try {
    await cp(made, staging, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await writeDurably(record, JSON.stringify(await identify(staging)));
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
  if ((await identify(target)) !== null) return target;
  const names = [name, basename(target)].map((text) => text.toLowerCase());
  const found = await findSkills(skills);
  const clash = found.find((skill) =>
    [skill.name, basename(skill.directory)].some((text) => text !== null && names.includes(text.toLowerCase())),
  );
  return clash?.directory ?? null;
};

const identify = async (path: string): Promise<Move | null> => {
  try {
    const { dev, ino } = await lstat(path, { bigint: true });
    return { dev: String(dev), ino: String(ino) };
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
};

const isSame = (one: Move | null, other: Move | null): boolean =>
  one !== null && other !== null && one.dev === other.dev && one.ino === other.ino;

const readMove = async (record: string): Promise<Move | null> => {
  try {
    return moveSchema.parse(JSON.parse(await readFile(record, 'utf8')));
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
};

const writeDurably = async (path: string, text: string): Promise<void> => {
  const temporary = `${path}.tmp`;
  {
    await using file = await open(temporary, 'w', 0o600);
    await file.writeFile(text);
    await file.sync();
  }
  await rename(temporary, path);
  await syncDirectory(join(path, '..'));
};

const syncDirectory = async (path: string): Promise<void> => {
  await using directory = await open(path, 'r');
  await directory.sync();
};
