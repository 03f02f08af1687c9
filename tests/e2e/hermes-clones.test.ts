import { access, readdir, readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { skillText, writeTree } from '../contracts/installer.contract.ts';
import { makeFakeHermes } from './fake-hermes.ts';
import { createAsHermes, inProfile, readProfileFile } from './hermes.ts';
import { makeBundle } from './scenario.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

const fullConfig = `# mine
_config_version: 35
model:
  provider: openrouter # paid
  default: anthropic/claude-sonnet-4
  base_url: http://127.0.0.1:4000/v1
  api_key: key-of-the-source
  api_mode: chat
  context_length: 5000
`;

const source = {
  'config.yaml': fullConfig,
  '.env': 'OPENROUTER_API_KEY=k\nTELEGRAM_BOT_TOKEN=t\n',
  'SOUL.md': 'the soul of the source\n',
  'profile.yaml': 'description: the source\n',
  'auth.json': '{}\n',
  'skills/custom/own/SKILL.md': skillText('own'),
  'memories/MEMORY.md': 'm\n',
  'memories/USER.md': 'u\n',
  'memories/other.md': 'o\n',
  'cron/jobs.json': '[]\n',
  'workspace/notes.txt': 'w\n',
  'sessions/s.json': '{}\n',
  'state.db': 'd\n',
  'backups/b.zip': 'b\n',
  'gateway.pid': '1\n',
};

let scratch: Scratch;
let server: Server;

beforeAll(async () => {
  scratch = await createScratch();
  const { env } = await makeFakeHermes(scratch.directory);
  await writeTree(scratch.hermes, {
    'config.yaml': 'model:\n  provider: openrouter\n',
    'SOUL.md': 'the soul of the default\n',
    'skills/custom/new-skill/SKILL.md': skillText('new-skill'),
    'workspace/notes.txt': 'w\n',
  });
  for (const name of ['source-prof', 'full-src', 'src']) await writeTree(inProfile(scratch, name), source);
  server = await startServer(scratch, { env: { ...env, HERMES_BUNDLED_SKILLS: await makeBundle(scratch) } });
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const read = (name: string, path: string) => readProfileFile(scratch, name, path);
const modelSchema = z.object({ model: z.record(z.string(), z.unknown()) });
const modelOf = async (name: string) =>
  modelSchema.parse(parse(await read(name, 'config.yaml'), { version: '1.1' })).model;
const isThere = (name: string, path: string) =>
  access(inProfile(scratch, name, path)).then(
    () => true,
    () => false,
  );
const clone = async (name: string, more: object) => {
  const { flow } = await createAsHermes(server, { name, ...more });
  expect((await server.settled(flow.id)).problems).toEqual([]);
};

const profilesSchema = z.object({ profiles: z.array(z.object({ name: z.string(), skill_count: z.number() })) });
const countSkills = async (name: string) => {
  const { profiles } = profilesSchema.parse(await (await server.call('/api/profiles')).json());
  return profiles.find((profile) => profile.name === name)?.skill_count;
};

describe('a clone of the configuration', () => {
  test.each([
    ['AC-23', { clone_from: 'default' }],
    ['AC-36', { clone_from: '', clone_from_default: true }],
  ])('%s: of the default profile has its skills alone, in the config version of Hermes', async (id, more) => {
    const name = id.toLowerCase();
    await clone(name, more);
    expect(await read(name, 'skills/custom/new-skill/SKILL.md')).toBe(skillText('new-skill'));
    expect(parse(await read(name, 'config.yaml'))).toEqual({ model: { provider: 'openrouter' }, _config_version: 35 });
    expect(await countSkills(name)).toBe(1);
    expect(await read(name, 'SOUL.md')).toBe('the soul of the default\n');
    expect(await isThere(name, 'workspace/notes.txt')).toBe(false);
  });

  test.each([
    ['AC-24', 'source-prof'],
    ['AC-35', 'SRC'],
  ])("%s: of %s has that profile's own skill", async (id, clone_from) => {
    await clone(id.toLowerCase(), { clone_from });
    expect(await read(id.toLowerCase(), 'skills/custom/own/SKILL.md')).toBe(skillText('own'));
    expect(await read(id.toLowerCase(), 'SOUL.md')).toBe('the soul of the source\n');
  });

  test('AC-27: takes the two memories along, keeps .env private, and leaves the rest behind', async () => {
    expect((await stat(inProfile(scratch, 'source-prof', '.env'))).mode & 0o777).toBe(0o644);
    await clone('ac-27', { clone_from: 'source-prof' });
    expect((await stat(inProfile(scratch, 'ac-27', '.env'))).mode & 0o777).toBe(0o600);
    expect(await read('ac-27', '.env')).toBe(source['.env']);
    expect((await readdir(inProfile(scratch, 'ac-27', 'memories'))).toSorted()).toEqual(['MEMORY.md', 'USER.md']);
    expect([await read('ac-27', 'memories/MEMORY.md'), await read('ac-27', 'memories/USER.md')]).toEqual([
      'm\n',
      'u\n',
    ]);
    for (const path of ['profile.yaml', 'auth.json', 'cron/jobs.json'])
      expect([path, await isThere('ac-27', path)]).toEqual([path, false]);
  });

  test('AC-28: with another provider loses all that belonged to the old one', async () => {
    await clone('ac-28', { clone_from: 'source-prof', provider: 'anthropic', model: 'anthropic/claude-opus-4.6' });
    expect(await modelOf('ac-28')).toEqual({ provider: 'anthropic', default: 'claude-opus-4-6', base_url: '' });
  });

  test('AC-34: with another model of the same provider loses the context length only', async () => {
    await clone('ac-34', { clone_from: 'source-prof', provider: 'openrouter', model: 'x-ai/grok-4' });
    expect(await modelOf('ac-34')).toEqual({
      provider: 'openrouter',
      default: 'x-ai/grok-4',
      base_url: 'http://127.0.0.1:4000/v1',
      api_key: 'key-of-the-source',
      api_mode: 'chat',
    });
  });
});

describe('a clone of everything', () => {
  test('AC-25: has config.yaml byte for byte and the workspace, and no history', async () => {
    await clone('ac-25', { clone_from: 'full-src', clone_all: true });
    expect(await readFile(inProfile(scratch, 'ac-25', 'config.yaml'))).toEqual(Buffer.from(fullConfig));
    expect(await read('ac-25', 'workspace/notes.txt')).toBe('w\n');
    for (const path of ['sessions', 'state.db', 'backups', 'gateway.pid'])
      expect([path, await isThere('ac-25', path)]).toEqual([path, false]);
  });
});
