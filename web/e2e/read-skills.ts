import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const configSchema = z.object({ skills: z.object({ disabled: z.array(z.string()) }) });

/** Names of the skills a config.yaml disables. */
export const readDisabled = async (path: string) =>
  configSchema.parse(parse(await readFile(path, 'utf8'))).skills.disabled;

/** Names of the directories that hold a skill. */
export const readSkills = async (root: string): Promise<readonly string[]> => {
  const paths = await readdir(root, { recursive: true });
  return paths
    .filter((path) => path.endsWith('SKILL.md'))
    .map((path) => path.split('/').at(-2) ?? '')
    .sort();
};
