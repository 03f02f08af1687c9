import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** The program with a line of its machine edited, as a developer would edit it, and what it says of the corpus. */

const root = join(import.meta.dirname, '..');
let copy = '';
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'edited-'));
  for (const name of ['src', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterEach(() => rmSync(copy, { recursive: true }));

const run = (...args: readonly string[]) =>
  execa(process.execPath, [join(copy, 'src/start.mjs'), ...args], {
    reject: false,
    extendEnv: false,
    env: {
      PATH: '/usr/bin:/bin',
      HOME: copy,
      HERMES_HOME: join(copy, 'hermes'),
      PROFILE_BUILDER_DATA: join(copy, 'data'),
    },
  });

const verifyAfter = async (file: string, from: string, to: string) => {
  const path = join(copy, 'src/machines/flow', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  const { exitCode, stdout, stderr } = await run('verify', '--dir', join(root, 'tests/corpus'));
  return { exitCode, stderr, differing: stdout.split('\n').filter((line) => line.startsWith('differs')) };
};

describe('an edit of the machine', { timeout: 60_000 }, () => {
  test.each([
    [
      'a guard that asks for more',
      ['guards.ts', "item?.kind === 'install' && !item.stopping", "item?.kind === 'mcp' && !item.stopping"],
      /^differs {2}install-cancelled\.ndjson {2}version \d+ \(flow\.cancel-requested\): the machine does not take it there$/,
    ],
    [
      'a new field of the context',
      ['context.ts', '  cancelling: false,', "  cancelling: false,\n  ...{ colour: 'blue' },"],
      /^differs {2}minimal\.ndjson {2}version 1 \(flow\.started\): the recorded hash is [0-9a-f]{64}, folding it again gives/,
    ],
    [
      'an event that means something else',
      ['item.ts', "'model.skipped': 'skipped'", "'model.skipped': 'succeeded'"],
      /^differs {2}minimal\.ndjson {2}version 4 \(model\.skipped\): the recorded hash is/,
    ],
    [
      'another way out of a state',
      ['machine.ts', "always: whenSettled('mcp', 'skills')", "always: whenSettled('mcp', 'spawned')"],
      /^differs {2}minimal\.ndjson {2}version 4 \(model\.skipped\): the recorded hash is/,
    ],
  ] as const)(
    'that breaks recorded flows is told with flow, version and event: %s',
    async (_, [file, from, to], line) => {
      const { exitCode, stderr, differing } = await verifyAfter(file, from, to);
      expect([exitCode, stderr]).toEqual([1, '']);
      expect(differing.filter((one) => line.test(one))).toHaveLength(1);
    },
  );

  test.each([
    [
      'an optional field of an event',
      ['events.ts', 'seeded: z.array', 'colour: z.string().optional(),\n    seeded: z.array'],
    ],
    [
      'an event that no flow has yet',
      [
        'machine.ts',
        "'flow.discarded': { target: 'discarded', actions: 'close' },\n      },\n    },\n    cancelled",
        "'flow.discarded': { target: 'discarded', actions: 'close' },\n        'env.failed': { target: 'installing' },\n      },\n    },\n    cancelled",
      ],
    ],
  ] as const)('that breaks none is let pass: %s', async (_, [file, from, to]) => {
    expect(await verifyAfter(file, from, to)).toEqual({ exitCode: 0, stderr: '', differing: [] });
  });
});

describe('a new definition beside the old one', { timeout: 60_000 }, () => {
  const parts = ['machine', 'guards', 'reactions', 'context', 'item', 'stage', 'edit'];
  const flow = (...path: readonly string[]) => join(copy, 'src/machines', ...path);
  const own = new RegExp(`'\\./(?!(?:${parts.join('|')})\\.ts')`, 'g');

  const addSecond = (): void => {
    mkdirSync(flow('flow-2'));
    for (const part of parts) {
      const text = readFileSync(flow('flow', `${part}.ts`), 'utf8').replaceAll(own, "'../flow/");
      const changed = text
        .replace('  cancelling: false,', "  cancelling: false,\n  ...{ colour: 'blue' },")
        .replace('profile-create@1', 'profile-create@2');
      writeFileSync(flow('flow-2', `${part}.ts`), changed);
    }
    const definitions = readFileSync(flow('flow', 'definitions.ts'), 'utf8')
      .replace("'profile-create@1': profileCreate1", "$&, 'profile-create@2': second")
      .replace("currentDefinition = 'profile-create@1'", "currentDefinition = 'profile-create@2'");
    writeFileSync(
      flow('flow', 'definitions.ts'),
      `import { profileCreate1 as second } from '../flow-2/machine.ts';\n${definitions}`,
    );
  };

  test('leaves recorded flows as they are, and writes those that come', async () => {
    addSecond();
    expect(await run('verify', '--dir', join(root, 'tests/corpus'))).toMatchObject({ exitCode: 0 });
    const created = await run('create', '--name', 'second', '--json');
    const last: unknown = JSON.parse(created.stdout.trimEnd().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({ definition: 'profile-create@2', outcome: 'complete' });
    expect((await run('verify')).stdout).toContain('1 flow holds.');
    expect((await run('machine')).stdout).toBe((await run('machine', '--definition', 'profile-create@1')).stdout);
  });
});
