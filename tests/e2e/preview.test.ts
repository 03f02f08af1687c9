import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MASK } from '../../src/adapters/hermes-home/mask-secrets.ts';
import { listTree } from '../adapters/hermes-home/temp-home.ts';
import { canary, createPreviewLab, type PreviewLab } from './preview-lab.ts';

let lab: PreviewLab;
beforeAll(async () => {
  lab = await createPreviewLab();
});
afterAll(() => lab.close());

describe('a preview', () => {
  test('that a crash cut short is gone when the server has started', async () => {
    expect((await listTree(lab.scratch.data)).filter((path) => path.startsWith('previews'))).toEqual([]);
  });

  test('can be asked for many times at once, beside creates', async () => {
    const names = ['one', 'two', 'three', 'four'];
    const [shown, flows] = await Promise.all([
      Promise.all(names.map((name) => lab.preview({ name: `${name}-not`, soul: name }))),
      Promise.all(names.map((name) => lab.server.create({ name }))),
    ]);
    expect(shown.map(({ files }) => files.find(({ path }) => path === 'SOUL.md')?.diff)).toEqual(
      names.map((text) => [{ op: '+', text }]),
    );
    const done = await Promise.all(flows.map(({ id }) => lab.server.settled(id)));
    expect(done.map(({ outcome }) => outcome)).toEqual(names.map(() => 'complete'));
  });

  test.each(['config', 'all'])('of a clone (%s) of the default profile is true', async (mode) => {
    const shown = await lab.expectTrue({
      name: `default-${mode}`,
      clone: { from: 'default', mode },
      model: { provider: 'anthropic', model: 'claude-sonnet-4' },
    });
    expect(JSON.stringify(shown)).not.toContain(canary);
    expect(shown.files.find(({ path }) => path === 'config.yaml')?.change).toBe('modify');
  });

  test('shows what the create then writes, byte for byte', async () => {
    const shown = await lab.expectTrue({
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
    });
    expect(JSON.stringify(shown) + lab.server.printed()).not.toContain(canary);
    expect(shown.files.map(({ path, change }) => `${change} ${path}`)).toEqual([
      'create .env',
      `create ${join(lab.scratch.homedir, '.local', 'bin', 'whole')}`,
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
    const shown = await lab.expectTrue({
      name: `clone-${mode}`,
      clone: { from: 'old', mode, credentials: 'no-messaging' },
      model: { provider: 'anthropic', model: 'claude-sonnet-4' },
      mcpServers: [{ name: 'new', command: 'sh', env: { NEW: canary } }],
    });
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
    const before = await listTree(lab.scratch.directory);
    const shown = await lab.preview({
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
    expect((await lab.preview({ name: 'taken' })).warnings).toContainEqual(
      expect.objectContaining({
        item: 'alias',
        code: 'alias/name-taken',
        message: expect.stringContaining(lab.scratch.homedir),
      }),
    );
    const after = await listTree(lab.scratch.directory);
    expect(after.filter((path) => !before.includes(path) && !path.startsWith('data/'))).toEqual([]);
    expect((await lab.server.call('/api/flows?profile=taken').then((answer) => answer.json())) as object).toEqual({
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
    const [shown, created] = [
      await lab.server.post('/api/flows/preview', plan),
      await lab.server.post('/api/flows', plan),
    ];
    expect([shown.status, ((await shown.json()) as { code: string }).code]).toEqual([422, code]);
    expect(created.status).toBe(422);
    expect(await readdir(join(lab.scratch.data, 'previews'))).toEqual([]);
  });
});
