import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSkillFolder } from '../crash/skills.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

let scratch: Scratch;
let server: Server;
let folders: readonly string[];

beforeAll(async () => {
  scratch = await createScratch();
  folders = await Promise.all(['one', 'two'].map((name) => makeSkillFolder(join(scratch.directory, name))));
  server = await startServer(scratch);
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const parts = ['model', 'mcp:a', 'mcp:b', 'skills', 'install 1', 'install 2'] as const;
type Part = (typeof parts)[number];

const planWith = (name: string, failing: ReadonlySet<Part>) => ({
  name,
  model: failing.has('model') ? { provider: 'openrouter', model: ' ' } : { provider: 'openrouter', model: 'a/b' },
  mcpServers: (['a', 'b'] as const).map((server) =>
    failing.has(`mcp:${server}`) ? { name: server } : { name: server, command: 'true' },
  ),
  skills: failing.has('skills') ? { mode: 'exactly', keep: ['no-such-skill'] } : { mode: 'bundle' },
  hubSkills: folders.map((folder, index) =>
    failing.has(`install ${index + 1}` as Part) ? `${folder}-missing` : folder,
  ),
});

const expectedItems = (failing: ReadonlySet<Part>): readonly string[] =>
  parts
    .filter((part) => failing.has(part))
    .map((part) => {
      if (part === 'skills') return 'skill:no-such-skill';
      return part.startsWith('install') ? `install:${folders[part === 'install 1' ? 0 : 1]}-missing` : part;
    });

const subsets = Array.from({ length: 2 ** parts.length }, (_, bits) =>
  parts.filter((_part, index) => bits & (1 << index)),
);

test.each(subsets.map((failing, index) => [failing.join(' + ') || 'nothing', failing, `subset-${index}`] as const))(
  'makes the profile and names the problem when this fails: %s',
  async (_, failing, name) => {
    const flow = await server.create(planWith(name, new Set(failing)));
    const done = await server.settled(flow.id);
    expect(done.outcome).toBe(failing.length === 0 ? 'complete' : 'with-problems');
    expect(done.problems.map(({ item }) => item)).toEqual(expectedItems(new Set(failing)));
    await access(join(scratch.hermes, 'profiles', name, 'SOUL.md'));
  },
);
