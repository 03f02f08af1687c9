import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubPreviewSchema, hubSearchSchema, hubSourcesSchema } from '../../src/http/hub-schema.ts';
import { writeTree } from '../contracts/installer.contract.ts';
import { createGitRepository } from '../fixtures/git-repository.ts';
import { needs } from '../fixtures/needs.ts';
import { inProfile } from './hermes.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

const skill = (name: string) => `---\nname: ${name}\ndescription: What ${name} does\n---\n# ${name}\n`;

/** A registry that answers as skills.sh does, once it is let. */
const registry = createServer((request, response) => {
  const query = new URL(request.url ?? '', 'http://x').searchParams.get('q');
  const skills = [{ id: 'o/r/far-away', skillId: 'far-away', name: 'far-away', installs: 7, source: 'o/r' }];
  if (isAnswering) response.end(JSON.stringify({ query, searchType: 'fuzzy', skills, count: 1, duration_ms: 1 }));
});
let isAnswering = true;
let scratch: Scratch;
let server: Server;
let repository: string;

beforeAll(async () => {
  scratch = await createScratch();
  await writeTree(join(scratch.directory, 'mine'), { 'tools/near/SKILL.md': skill('near') });
  repository = await createGitRepository(join(scratch.directory, 'repo'), {
    files: { 'a/far-one/SKILL.md': skill('far-one'), 'a/far-one/run.sh': 'x', 'b/far-two/SKILL.md': skill('far-two') },
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const address = registry.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const sources = ['--skill-source', repository, '--skill-source', join(scratch.directory, 'mine')];
  const gone = ['--skill-source', `file://${scratch.directory}/gone.git`];
  server = await startServer(scratch, {
    args: [...sources, ...gone, '--skill-registry', url],
    env: { PATH: '/usr/bin:/bin' },
  });
});
afterAll(async () => {
  await server.stop();
  registry.closeAllConnections();
  registry.close();
  await scratch.remove();
});

const get = async (path: string) => {
  const response = await server.call(`/api/skills/hub/${path}`);
  return { status: response.status, body: (await response.json()) as unknown };
};
const search = async (query: string) => hubSearchSchema.parse((await get(`search?${query}`)).body);

test('what a search finds can be looked at, and installed as it was shown', needs('git'), async () => {
  const { results, source_counts, timed_out } = await search('q=FAR');
  const found = results.map(({ identifier, origin }) => [identifier, origin]);
  expect(found).toEqual([
    [`${repository}#@far-one`, repository],
    [`${repository}#@far-two`, repository],
    ['o/r@far-away', 'skills-sh'],
  ]);
  expect(source_counts).toEqual({ [repository]: 2, [join(scratch.directory, 'mine')]: 0, 'skills-sh': 1 });
  expect(timed_out).toEqual(['official', `file://${scratch.directory}/gone.git`]);

  const shown = hubPreviewSchema.parse(
    (await get(`preview?identifier=${encodeURIComponent(`${repository}#@far-one`)}`)).body,
  );
  expect(shown).toMatchObject({ name: 'far-one', files: ['SKILL.md', 'run.sh'], skill_md: skill('far-one') });

  const flow = await server.create({ name: 'coder', alias: false, hubSkills: [shown.identifier] });
  expect((await server.settled(flow.id)).outcome).toBe('complete');
  for (const path of shown.files) await readFile(inProfile(scratch, 'coder', `skills/far-one/${path}`));
  expect(await readFile(inProfile(scratch, 'coder', 'skills/far-one/SKILL.md'), 'utf8')).toBe(shown.skill_md);
});

test('a folder is searched too, and one source alone when it is named', async () => {
  const folder = join(scratch.directory, 'mine');
  const { results, source_counts } = await search(`q=near&source=${encodeURIComponent(folder)}`);
  expect(results).toMatchObject([{ name: 'near', source: 'folder', identifier: `${folder}/tools/near` }]);
  expect(source_counts).toEqual({ [folder]: 1 });
});

test('a registry that hangs holds up one search a little, and is told of', needs('git'), async () => {
  isAnswering = false;
  const { results, timed_out, catalogs } = await search('q=far');
  expect(results).toHaveLength(2);
  expect(timed_out).toContain('skills-sh');
  expect(catalogs?.find(({ id }) => id === 'skills-sh')?.reason).toMatch(/did not answer in time/);
  const started = performance.now();
  expect((await search('q=far-')).timed_out).toContain('skills-sh');
  expect(performance.now() - started).toBeLessThan(1500);
  const { sources } = hubSourcesSchema.parse((await get('sources')).body);
  expect(sources.map(({ id, available }) => [id, available])).toEqual([
    ['official', false],
    [repository, true],
    [join(scratch.directory, 'mine'), true],
    [`file://${scratch.directory}/gone.git`, false],
    ['skills-sh', false],
  ]);
});

test('without Hermes there is no verdict, and a preview of a plan does not miss it', async () => {
  const identifier = join(scratch.directory, 'mine/tools/near');
  const scan = await get(`scan?identifier=${encodeURIComponent(identifier)}`);
  expect(scan).toMatchObject({ status: 503, body: { code: 'hub/no-scanner' } });
  const shown = await server.post('/api/flows/preview', { name: 'other', hubSkills: [identifier] });
  const { warnings } = (await shown.json()) as { warnings: readonly { item: string }[] };
  expect([shown.status, warnings.filter(({ item }) => item.startsWith('install:'))]).toEqual([200, []]);
});

test('a setting that cannot be a source is told before the server starts', async () => {
  const other = await createScratch();
  const starting = startServer(other, { args: ['--skill-source', 'https://me:hunter2@x.example/y.git'] });
  await expect(starting).rejects.toThrow(/carries a password/);
  await expect(starting).rejects.not.toThrow(/hunter2/);
  await other.remove();
});
