import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  catalogSkillsSchema,
  mcpCatalogSchema,
  modelOptionsSchema,
  profileSkillsSchema,
  serversSchema,
} from '../../src/http/catalog-schema.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

let scratch: Scratch;
let server: Server;

const skill = (name: string) => `---\nname: ${name}\ndescription: d\n---\n`;

beforeAll(async () => {
  scratch = await createScratch();
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(scratch.directory, path)), { recursive: true });
    await writeFile(join(scratch.directory, path), text);
    return join(scratch.directory, path);
  };
  await write('bundle/custom/keep-me/SKILL.md', skill('keep-me'));
  await write('bundle/custom/drop-me/SKILL.md', skill('drop-me'));
  await write('optional/chain/evm/SKILL.md', skill('evm'));
  await write(
    'mcps/figma/manifest.yaml',
    'manifest_version: 1\nname: figma\ndescription: d\ntransport: {type: http, url: "https://mcp.figma.com/mcp"}\n',
  );
  const env = {
    PATH: '/usr/bin:/bin',
    HERMES_BUNDLED_SKILLS: join(scratch.directory, 'bundle'),
    HERMES_OPTIONAL_SKILLS: join(scratch.directory, 'optional'),
    HERMES_OPTIONAL_MCPS: join(scratch.directory, 'mcps'),
    DEEPSEEK_API_KEY: 'key-of-the-test',
  };
  server = await startServer(scratch, { env });
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const get = async (path: string): Promise<unknown> => await (await server.call(path)).json();

test('offers what a profile can be made of, and the profile made of it has that', async () => {
  const { providers } = modelOptionsSchema.parse(await get('/api/model/options'));
  const deepseek = providers.find(({ slug }) => slug === 'deepseek');
  const [model = ''] = deepseek?.models ?? [];
  const bundle = catalogSkillsSchema.parse(await get('/api/skills/bundle'));
  expect(bundle.skills.map(({ name }) => name)).toEqual(['drop-me', 'keep-me']);
  const optional = catalogSkillsSchema.parse(await get('/api/skills/optional'));
  const { entries } = mcpCatalogSchema.parse(await get('/api/mcp/catalog'));
  const servers = entries.filter(({ name }) => name === 'figma' || name === 'memory');
  expect(servers.map(({ origin }) => origin)).toEqual(['hermes', 'embedded']);

  const flow = await server.create({
    name: 'coder',
    alias: false,
    model: { provider: 'deepseek', model },
    mcpServers: servers.map(({ name, command, args, url }) => (url === null ? { name, command, args } : { name, url })),
    skills: { mode: 'exactly', keep: ['keep-me'], optional: optional.skills.map(({ name }) => name) },
  });
  expect((await server.settled(flow.id)).outcome).toBe('complete');

  const current = modelOptionsSchema.parse(await get('/api/model/options?profile=coder'));
  expect(current.provider).toBe('deepseek');
  const made = serversSchema.parse(await get('/api/mcp/servers?profile=coder'));
  expect(made.servers.map(({ name, transport }) => [name, transport])).toEqual([
    ['figma', 'http'],
    ['memory', 'stdio'],
  ]);
  const skills = profileSkillsSchema.parse(await get('/api/skills?profile=coder'));
  expect(skills.map(({ name, enabled, provenance }) => [name, enabled, provenance])).toEqual([
    ['evm', true, 'agent'],
    ['drop-me', false, 'bundled'],
    ['keep-me', true, 'bundled'],
  ]);
  const after = mcpCatalogSchema.parse(await get('/api/mcp/catalog?profile=coder'));
  expect(after.entries.filter(({ installed }) => installed).map(({ name }) => name)).toEqual(['figma', 'memory']);
});
