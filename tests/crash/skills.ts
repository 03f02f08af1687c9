import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { hasProgram } from '../fixtures/needs.ts';

const toSkill = (name: string): string =>
  `---\nname: ${name}\ndescription: Made by a test.\n---\n\n# ${name}\n\nDo nothing, well.\n`;

/** A folder that is one skill; answers its identifier. */
export const makeSkillFolder = async (folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'SKILL.md'), toSkill(basename(folder)));
  return folder;
};

/** A git repository that holds one skill, or the folder alone where there is no git; answers its identifier. */
export const makeSkillRepository = async (folder: string): Promise<string> => {
  await makeSkillFolder(folder);
  if (!hasProgram('git')) return folder;
  const git = (...args: readonly string[]) =>
    execa('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args]);
  await git('init', '--quiet');
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'skill');
  return `file://${folder}`;
};
