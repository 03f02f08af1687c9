import { copyFile, chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makePrivateDirectory } from '../files/directories.ts';
import type { LocatedSkill } from './located-skill.ts';

/**
 * Copies a skill's files into a new private directory below `parent`, plain as Hermes writes them before it scans: not
 * executable. Answers the directory to remove, and in it that of the skill.
 */
export const copyForScan = async (
  parent: string,
  { directory, files, folder }: LocatedSkill,
): Promise<Readonly<{ root: string; skill: string }>> => {
  await makePrivateDirectory(parent);
  const root = await mkdtemp(join(parent, 'scan-'));
  // One of a stranger's choosing: nothing but a single plain name may come of it.
  const skill = join(root, folder.replaceAll(/[/\\\0]/g, '-').replace(/^\.+$/, 'skill'));
  for (const path of files) {
    const copy = join(skill, path);
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(join(directory, path), copy);
    await chmod(copy, 0o600);
  }
  return { root, skill };
};
