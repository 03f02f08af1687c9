import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { stringify } from 'yaml';
import type { FlowView } from '../../src/machines/flow/view.ts';
import { makeSkillFolder, makeSkillRepository } from '../crash/skills.ts';
import type { Scratch } from './server.ts';

export const OPENROUTER_KEY = 'or-key-of-the-test';

/** Three hub skills: a git repository, a folder, and one that does not exist. */
export const makeHubSkills = async ({ directory }: Scratch) => ({
  fromGit: await makeSkillRepository(join(directory, 'git', 'from-git')),
  fromFolder: await makeSkillFolder(join(directory, 'folders', 'from-folder')),
  missing: join(directory, 'folders', 'missing'),
});

export type HubSkills = Awaited<ReturnType<typeof makeHubSkills>>;

/** A blueprint of everything, of which one MCP server and one hub skill cannot be; answers its file. */
export const writeBlueprint = async ({ directory }: Scratch, { fromGit }: HubSkills): Promise<string> => {
  const file = join(directory, 'plan.yaml');
  const plan = {
    name: 'Coder',
    description: 'writes code',
    soul: 'You are a careful coder.',
    model: { provider: 'openrouter', model: 'anthropic/claude-sonnet-4' },
    mcpServers: [{ name: 'time', command: 'uvx', args: ['mcp-server-time'] }, { name: 'broken' }],
    skills: { mode: 'exactly', keep: ['keep-me'] },
    hubSkills: [fromGit, './folders/from-folder', './folders/missing'],
    env: { OPENROUTER_API_KEY: '${OPENROUTER_API_KEY}' },
  };
  await writeFile(file, stringify(plan));
  return file;
};

/** A bundle of two skills, as Hermes ships one; answers its directory. */
export const makeBundle = async ({ directory }: Scratch): Promise<string> => {
  for (const name of ['keep-me', 'drop-me']) await makeSkillFolder(join(directory, 'bundle', 'custom', name));
  return join(directory, 'bundle');
};

/** Exactly two things went wrong, and each says what, why and what to do next. */
export const expectTwoProblems = (flow: FlowView, { missing }: HubSkills): void => {
  expect(flow.outcome).toBe('with-problems');
  expect(flow.problems.map(({ item, code, nextAction }) => ({ item, code, nextAction }))).toEqual([
    { item: 'mcp:broken', code: 'mcp/missing-command', nextAction: 'edit-and-retry' },
    { item: `install:${missing}`, code: 'install/not-found', nextAction: 'edit-and-retry' },
  ]);
  for (const { message } of flow.problems) expect(message).toMatch(/^[A-Z"'/].{20,}\.$/su);
};
