import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeSkillFolder } from '../crash/skills.ts';
import { createAsHermes, inProfile as profilePath, readProfileFile } from './hermes.ts';
import { makeBundle } from './scenario.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

let scratch: Scratch;
let server: Server;

beforeAll(async () => {
  scratch = await createScratch();
  server = await startServer(scratch, { env: { HERMES_BUNDLED_SKILLS: await makeBundle(scratch) } });
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

const inProfile = (name: string, path = '') => profilePath(scratch, name, path);
const create = (body: object) => createAsHermes(server, body);
const readConfig = async (name: string): Promise<unknown> =>
  parse(await readProfileFile(scratch, name, 'config.yaml'), { version: '1.1' });
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

const nothingSet = { model_set: false, mcp_written: 0, skills_disabled: 0, hub_installs: [] };

const seeded = ['drop-me', 'keep-me'];
const seededIn = async (name: string) =>
  (await exists(inProfile(name, 'skills/custom'))) ? (await readdir(inProfile(name, 'skills/custom'))).toSorted() : [];

test('AC-10: an empty keep list leaves the bundle alone', async () => {
  expect(await create({ name: 'all', keep_skills: [] })).toMatchObject(nothingSet);
  expect([await seededIn('all'), await exists(inProfile('all', 'config.yaml'))]).toEqual([seeded, false]);
});

test('AC-11: a name that is unknown keeps nothing of a bundle of 82, and the deny-list is in order', async () => {
  const other = await createScratch();
  const names = Array.from({ length: 82 }, (_, index) => `skill-${(index * 37) % 82}`);
  const bundle = join(other.directory, 'bundle');
  for (const [index, name] of names.entries()) await makeSkillFolder(join(bundle, `category-${index % 16}`, name));
  const serving = await startServer(other, { env: { HERMES_BUNDLED_SKILLS: bundle } });
  const created = await createAsHermes(serving, { name: 'none-kept', keep_skills: ['does-not-exist'] });
  const config: unknown = parse(await readProfileFile(other, 'none-kept', 'config.yaml'));
  await serving.stop();
  await other.remove();
  expect(created.skills_disabled).toBe(82);
  expect(config).toEqual({ skills: { disabled: names.toSorted() } });
});

test.each(['keep_skills', 'builtin_skills'])('AC-11: a name in %s that is unknown is a problem', async (key) => {
  const name = key.replace('_', '-');
  const created = await create({ name, [key]: ['does-not-exist'] });
  expect(created.skills_disabled).toBe(2);
  expect(created.flow.problems).toMatchObject([{ item: 'skill:does-not-exist', code: 'skill/unknown' }]);
  expect(await readConfig(name)).toMatchObject({ skills: { disabled: seeded } });
});

test('AC-12, AC-33: none at all is a marker and an empty directory, whatever should be kept', async () => {
  for (const [name, keep_skills] of [
    ['none', []],
    ['none-kept', ['keep-me']],
  ] as const) {
    expect(await create({ name, no_skills: true, keep_skills })).toMatchObject(nothingSet);
    expect(await exists(inProfile(name, '.no-bundled-skills'))).toBe(true);
    expect([await readdir(inProfile(name, 'skills')), await exists(inProfile(name, 'config.yaml'))]).toEqual([
      [],
      false,
    ]);
  }
});

test('AC-22: identifiers of the hub are trimmed, and blank ones are none', async () => {
  const { hub_installs, flow } = await create({ name: 'hub', hub_skills: ['official/blockchain/evm', '', ' x '] });
  expect(hub_installs).toEqual([
    { id: 'official/blockchain/evm', identifier: 'official/blockchain/evm', pid: null },
    { id: 'x', identifier: 'x', pid: null },
  ]);
  expect(flow.problems.map(({ code }) => code)).toEqual(['install/needs-hermes', 'install/needs-hermes']);
});
