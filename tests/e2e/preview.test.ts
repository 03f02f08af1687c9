import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MASK, maskSecrets } from '../../src/adapters/hermes-home/mask-secrets.ts';
import type { Preview } from '../../src/app/preview.ts';
import { listTree } from '../adapters/hermes-home/temp-home.ts';
import { createScratch, type Scratch, type Server, startServer } from './server.ts';

const canary = 'canary-of-the-preview-4711';

let scratch: Scratch;
let server: Server;
const at = (...parts: string[]) => join(scratch.directory, ...parts);

beforeAll(async () => {
  scratch = await createScratch();
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
  const env = { HERMES_BUNDLED_SKILLS: at('bundle'), HERMES_OPTIONAL_SKILLS: at('optional') };
  server = await startServer(scratch, { env });
});

afterAll(async () => {
  await server.stop();
  await scratch.remove();
});

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

const preview = async (plan: object): Promise<Preview> => {
  const response = await server.post('/api/flows/preview', plan);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return JSON.parse(text) as Preview;
};

const textOf = ({ diff, endsInNewline }: Preview['files'][number]): string =>
  diff
    .filter(({ op }) => op !== '-')
    .map(({ text }) => text)
    .join('\n') + (endsInNewline && diff.length > 0 ? '\n' : '');

/** Previews, creates, and holds every byte that was shown against what is there. */
const expectTrue = async (plan: { name: string; hubSkills?: string[] }): Promise<Preview> => {
  const shown = await preview(plan);
  const done = await server.settled((await server.create(plan)).id);
  for (const file of shown.files) {
    const content = await readFile(resolve(shown.home, file.path));
    expect(textOf(file), file.path).toBe(maskSecrets(file.path, content.toString('utf8')));
    expect(file.bytes).toBe(content.length);
  }
  const tree = (await listTree(shown.home)).map((line) => line.slice(0, line.lastIndexOf(' ')));
  const hidden = tree.filter((path) => !/\/$|^skills\//.test(path) && !shown.files.some((file) => file.path === path));
  const copied = shown.actions.find(({ action }) => action === 'copy-files');
  if (copied === undefined) expect(hidden).toEqual([]);
  const directories = shown.actions.find(({ action }) => action === 'make-directories')?.names ?? [];
  expect(tree).toEqual(expect.arrayContaining(directories.map((name) => `${name}/`)));
  const isInstall = ({ item }: { item: string }) => item.startsWith('install:');
  const withoutInstalls = <T extends { item: string }>(all: readonly T[]) => all.filter((one) => !isInstall(one));
  expect(withoutInstalls(shown.problems)).toEqual(withoutInstalls(done.problems));
  expect(shown.warnings.filter(({ code }) => code !== 'mcp/not-on-path')).toEqual(withoutInstalls(done.notices));
  expect(await readdir(join(scratch.data, 'previews'))).toEqual([]);
  return shown;
};

describe('a preview', () => {
  test('shows what the create then writes, byte for byte', async () => {
    const shown = await expectTrue({
      name: 'Whole',
      description: 'writes: code # and more',
      soul: 'You are careful.\n\nVery.',
      user: 'I am someone.\n',
      model: { provider: 'openrouter', model: 'anthropic/claude-sonnet-4' },
      mcpServers: [
        { name: 'time', command: 'sh', args: ['a b', 'true'], env: { TZ: `${canary}: "x"` } },
        { name: 'web', url: 'https://x.example/mcp', headers: { Authorization: `Bearer ${canary}` } },
        { name: 'broken' },
        { name: 'gone', command: 'no-such-program-4711' },
      ],
      skills: { mode: 'exactly', keep: ['alpha', 'unheard-of'], optional: ['delta'] },
      env: { SOME_KEY: `${canary} with blanks` },
    } as { name: string });
    expect(JSON.stringify(shown)).not.toContain(canary);
    expect(shown.files.map(({ path, change }) => `${change} ${path}`)).toEqual([
      'create .env',
      `create ${join(scratch.homedir, '.local', 'bin', 'whole')}`,
      'create SOUL.md',
      'create config.yaml',
      'create memories/USER.md',
      'create profile.yaml',
    ]);
    expect(shown.files[0]?.diff).toContainEqual({ op: '+', text: `SOME_KEY="${MASK}"` });
    expect(shown.actions.map(({ action, count }) => [action, count])).toEqual([
      ['make-directory', undefined],
      ['make-directories', expect.any(Number)],
      ['seed-skills', 3],
      ['add-skills', 1],
      ['disable-skills', 2],
    ]);
    expect(shown.problems.map(({ item, code }) => [item, code])).toEqual([
      ['mcp:broken', 'mcp/missing-command'],
      ['skill:unheard-of', 'skill/unknown'],
    ]);
    expect(shown.warnings.map(({ item, code }) => [item, code])).toEqual(
      expect.arrayContaining([
        ['mcp:gone', 'mcp/not-on-path'],
        ['model', 'model/no-api-key'],
      ]),
    );
  });

  test.each(['config', 'all'])('shows what a clone (%s) changes against the profile it comes from', async (mode) => {
    const shown = await expectTrue({
      name: `clone-${mode}`,
      clone: { from: 'old', mode, credentials: 'no-messaging' },
      model: { provider: 'anthropic', model: 'claude-sonnet-4' },
      mcpServers: [{ name: 'new', command: 'sh', env: { NEW: canary } }],
    } as { name: string });
    expect(JSON.stringify(shown)).not.toContain(canary);
    const config = shown.files.find(({ path }) => path === 'config.yaml');
    expect(config?.change).toBe('modify');
    expect(config?.diff).toEqual(
      expect.arrayContaining([
        { op: ' ', text: '# my own words' },
        { op: '-', text: '  default: some/model' },
        { op: '+', text: '  default: claude-sonnet-4' },
        { op: '+', text: `      NEW: ${MASK}` },
      ]),
    );
    expect(shown.files.find(({ path }) => path === '.env')?.diff).toEqual([
      { op: ' ', text: '# mine' },
      { op: ' ', text: `OLD_KEY="${MASK}"` },
      { op: '-', text: `TELEGRAM_BOT_TOKEN=${MASK}` },
    ]);
    expect(shown.actions).toContainEqual(expect.objectContaining({ action: 'copy-files', count: 2 }));
  });

  test('warns of what is taken and of skills nothing here can install, and leaves no trace', async () => {
    const before = await listTree(scratch.directory);
    const shown = await preview({
      name: 'old',
      hubSkills: ['official/x', ' /abs/folder ', '-x'],
      model: { provider: 'openrouter', model: 'x/y' },
    });
    expect(shown.problems.map(({ item, code }) => [item, code])).toEqual([
      ['identity', 'profile/exists'],
      ['install:official/x', 'install/needs-hermes'],
      ['install:-x', 'install/invalid-identifier'],
    ]);
    expect(shown.actions.filter(({ action }) => action === 'install-skill').map(({ item }) => item)).toEqual([
      'install:/abs/folder',
    ]);
    expect((await preview({ name: 'taken' })).warnings).toContainEqual(
      expect.objectContaining({
        item: 'alias',
        code: 'alias/name-taken',
        message: expect.stringContaining(scratch.homedir),
      }),
    );
    const after = await listTree(scratch.directory);
    expect(after.filter((path) => !before.includes(path) && !path.startsWith('data/'))).toEqual([]);
    expect((await server.call('/api/flows?profile=taken').then((answer) => answer.json())) as object).toEqual({
      flows: [],
      next: null,
    });
  });

  test.each([
    [{ name: 'Bad Name' }, 'name/invalid'],
    [{ name: '../../x' }, 'name/invalid'],
    [{ name: 'x', clone: { from: 'nobody' } }, 'clone/source-missing'],
    [{ name: 'x', mcpServers: null }, 'request/invalid'],
  ])('is refused as the create is: %j', async (plan, code) => {
    const [shown, created] = [await server.post('/api/flows/preview', plan), await server.post('/api/flows', plan)];
    expect([shown.status, ((await shown.json()) as { code: string }).code]).toEqual([422, code]);
    expect(created.status).toBe(422);
    expect(await readdir(join(scratch.data, 'previews'))).toEqual([]);
  });

  test('is true for any words', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('yes', 'null', '0777', '${X}', ' # x', 'a: b', '"q"', "it's", '- x', '\n\n', 'ä\r\nö', '\u2028'),
    );
    const names = fc.constantFrom('A', 'KEY_2', 'LD_PRELOAD', 'bad key', 'OPENROUTER_API_KEY');
    const record = fc.dictionary(names, words, { maxKeys: 3 });
    const mcpServer = fc.record(
      { name: words, command: fc.constantFrom('sh', 'x y', ''), args: fc.array(words, { maxLength: 3 }), env: record },
      { requiredKeys: ['name'] },
    );
    const plans = fc.record(
      {
        description: words,
        soul: words,
        user: words,
        clone: fc.constantFrom(undefined, { from: 'old' }, { from: 'old', mode: 'all' }),
        model: fc.record({ provider: words, model: words }),
        mcpServers: fc.array(mcpServer, { maxLength: 3 }),
        env: record,
        skills: fc.record({
          mode: fc.constantFrom('bundle', 'exactly'),
          keep: fc.array(fc.constantFrom('alpha', 'mine', 'x')),
        }),
      },
      { requiredKeys: [] },
    );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        await expectTrue({ ...plan, name: `any-${(count += 1)}` });
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 60_000);
});
