import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeSkillFolder } from '../crash/skills.ts';
import { createAsHermes, readProfileFile } from './hermes.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

const builtIn = ['arxiv', 'github', 'notes'];
const others = ['music', 'weather'];

let scratch: Scratch;
let server: Server;
let hubSkill: string;

beforeAll(async () => {
  scratch = await createScratch();
  const bundle = join(scratch.directory, 'bundle');
  for (const name of [...builtIn, ...others]) {
    await mkdir(join(bundle, 'custom', name), { recursive: true });
    await writeFile(join(bundle, 'custom', name, 'SKILL.md'), `---\nname: ${name}\ndescription: Built in.\n---\n`);
  }
  hubSkill = await makeSkillFolder(join(scratch.directory, 'hub', 'release-notes'));
  server = await startServer(scratch, { env: { HERMES_BUNDLED_SKILLS: bundle } });
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const good = [
  { name: 'time', command: 'uvx', args: ['mcp-server-time'] },
  { name: 'ctx7', url: 'https://mcp.context7.com/mcp' },
];

const bodyOf = (name: string, servers: readonly object[]) => ({
  name,
  provider: 'openrouter',
  model: 'anthropic/claude-sonnet-4',
  mcp_servers: servers,
  builtin_skills: builtIn,
  hub_skills: [hubSkill],
});

test.each([
  ['with two good servers', 'whole', good, 'complete'],
  ['with a bad one beside them, which is still a create', 'mostly', [...good, { name: 'bad' }], 'with-problems'],
])('AC-80: one body makes model, servers, skills and a pid for the hub skill %s', async (_, name, servers, outcome) => {
  const { flow, ...created } = await createAsHermes(server, bodyOf(name, servers));
  expect(created).toMatchObject({
    ok: true,
    model_set: true,
    mcp_written: 2,
    skills_disabled: 2,
    hub_installs: [{ id: hubSkill, identifier: hubSkill, pid: expect.any(Number) as number }],
  });
  expect(parse(await readProfileFile(scratch, name, 'config.yaml'), { version: '1.1' })).toMatchObject({
    model: { provider: 'openrouter', default: 'anthropic/claude-sonnet-4' },
    mcp_servers: { time: { command: 'uvx' }, ctx7: { url: 'https://mcp.context7.com/mcp' } },
    skills: { disabled: others },
  });
  for (const skill of builtIn)
    expect(await readProfileFile(scratch, name, `skills/custom/${skill}/SKILL.md`)).toContain(`name: ${skill}`);
  expect((await server.settled(flow.id)).outcome).toBe(outcome);
  expect(await readProfileFile(scratch, name, 'skills/release-notes/SKILL.md')).toContain('name: release-notes');
});
