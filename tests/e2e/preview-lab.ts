import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { maskSecrets } from '../../src/adapters/hermes-home/mask-secrets.ts';
import type { Preview } from '../../src/app/preview.ts';
import { listTree } from '../adapters/hermes-home/temp-home.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

export const canary = 'canary-of-the-preview-4711';

export type PreviewLab = Readonly<{
  scratch: Scratch;
  server: Server;
  preview(plan: object): Promise<Preview>;
  /** Previews, creates, and holds every byte that was shown against what is there. */
  expectTrue(plan: object): Promise<Preview>;
  close(): Promise<void>;
}>;

/** A server with bundled and optional skills, a profile to clone, and what a crash left of a preview. */
export const createPreviewLab = async (): Promise<PreviewLab> => {
  const scratch = await createScratch();
  const at = (...parts: string[]) => join(scratch.directory, ...parts);
  for (const name of ['alpha', 'beta', 'gamma']) await makeSkill(at('bundle', 'tools', name), name);
  await makeSkill(at('optional', 'delta'), 'delta');
  await mkdir(at('hermes', 'profiles', 'old', 'memories'), { recursive: true });
  await writeFile(at('hermes', 'profiles', 'old', 'config.yaml'), oldConfig);
  await writeFile(
    at('hermes', 'profiles', 'old', '.env'),
    `# mine\nOLD_KEY="${canary} old"\nTELEGRAM_BOT_TOKEN=x${canary}\n`,
  );
  await writeFile(at('hermes', 'profiles', 'old', 'SOUL.md'), 'An old soul.');
  await makeSkill(at('hermes', 'profiles', 'old', 'skills', 'mine'), 'mine');
  await mkdir(at('home', '.local', 'bin'), { recursive: true });
  await writeFile(at('home', '.local', 'bin', 'taken'), '#!/bin/sh\n', { mode: 0o755 });
  await writeFile(at('hermes', 'config.yaml'), oldConfig);
  await mkdir(at('data', 'previews', 'preview-of-a-crash'), { recursive: true });
  await writeFile(at('data', 'previews', 'preview-of-a-crash', '.env'), canary);
  const env = { HERMES_BUNDLED_SKILLS: at('bundle'), HERMES_OPTIONAL_SKILLS: at('optional') };
  const server = await startServer(scratch, { env });
  const preview: PreviewLab['preview'] = async (plan) => {
    const response = await server.post('/api/flows/preview', plan);
    const text = await response.text();
    expect(response.status, text).toBe(200);
    return JSON.parse(text) as Preview;
  };
  const expectTrue: PreviewLab['expectTrue'] = async (plan) => {
    const shown = await preview(plan);
    const done = await server.settled((await server.create(plan)).id);
    await expectFiles(shown);
    expect(shown.problems).toEqual(done.problems);
    const ofCreate = shown.warnings.filter(({ code }) => code !== 'mcp/not-on-path');
    expect(inOrder(ofCreate)).toEqual(inOrder(done.notices));
    expect(await readdir(join(scratch.data, 'previews'))).toEqual([]);
    return shown;
  };
  const close = async () => {
    await server.stop();
    await scratch.remove();
  };
  return { scratch, server, preview, expectTrue, close };
};

const expectFiles = async (shown: Preview) => {
  for (const file of shown.files) {
    const content = await readFile(resolve(shown.home, file.path));
    expect(textOf(file), file.path).toBe(maskSecrets(file.path, content.toString('utf8')));
    expect(file.bytes).toBe(content.length);
  }
  const tree = (await listTree(shown.home)).map((line) => line.slice(0, line.lastIndexOf(' ')));
  const hidden = tree.filter((path) => !/\/$|^skills\//.test(path) && !shown.files.some((file) => file.path === path));
  if (!shown.actions.some(({ action }) => action === 'copy-files')) expect(hidden).toEqual([]);
  const directories = shown.actions.find(({ action }) => action === 'make-directories')?.names ?? [];
  expect(tree).toEqual(expect.arrayContaining(directories.map((name) => `${name}/`)));
};

const textOf = ({ diff, endsInNewline }: Preview['files'][number]): string =>
  diff
    .filter(({ op }) => op !== '-')
    .map(({ text }) => text)
    .join('\n') + (endsInNewline && diff.length > 0 ? '\n' : '');

const oldConfig = `# my own words
model:
  provider: openrouter   # keep
  default: some/model
  api_key: '${canary}-1'
mcp_servers:
  time: {command: uvx, env: {TZ: ${canary}-2}}
skills:
  disabled: [mine]
`;

const makeSkill = async (directory: string, name: string) => {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'SKILL.md'), `---\nname: ${name}\ndescription: of a test\n---\nText.\n`);
};

/** Items that are made side by side are told as they come. */
const inOrder = (told: readonly Readonly<{ item: string }>[]) =>
  told.toSorted((one, other) => one.item.localeCompare(other.item));
