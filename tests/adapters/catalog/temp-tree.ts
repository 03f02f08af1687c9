import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export const openTempTree = async (files: Readonly<Record<string, string>> = {}) => {
  const root = await mkdtemp(join(tmpdir(), 'catalog-'));
  onTestFinished(async () => await rm(root, { recursive: true, force: true }));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  return { root, write };
};

export const skillText = (name: string, more = '') =>
  `---\nname: ${name}\ndescription: What ${name} does\n${more}---\n# ${name}\n`;
