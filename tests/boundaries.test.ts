import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inspectBoundaries } from '../scripts/boundaries.ts';
import { root } from '../scripts/run-tool.ts';
import { readSourceFiles } from '../scripts/source-files.ts';

let copy: string;

beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'profile-builder-boundaries-'));
  await cp(join(root, 'src'), join(copy, 'src'), { recursive: true });
  await cp(join(root, 'web/src'), join(copy, 'web/src'), { recursive: true });
  await cp(join(root, 'package.json'), join(copy, 'package.json'));
  await cp(join(root, 'tsconfig.json'), join(copy, 'tsconfig.json'));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterEach(() => rm(copy, { recursive: true, force: true }));

const plant = async (files: Readonly<Record<string, string>>) => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), text);
  }
};

const violationsOf = async (...paths: readonly string[]) => {
  const { violations } = await inspectBoundaries(copy);
  return violations.filter(({ from }) => paths.includes(from));
};

describe('the boundaries of the layers', () => {
  test('are held against every source file', async () => {
    const { modules, unseen } = await inspectBoundaries(copy);
    expect(unseen).toEqual([]);
    expect(modules).toEqual(expect.arrayContaining([...(await readSourceFiles(copy))]));
  });

  test('refuse a core that reads files', async () => {
    await plant({
      'src/machines/planted.ts': `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n`,
    });
    expect(await violationsOf('src/machines/planted.ts')).toEqual([
      expect.objectContaining({ rule: 'machines-node', from: 'src/machines/planted.ts' }),
    ]);
  });

  test('see what a "using" declaration imports', async () => {
    const text = `export const x = async () => {\n  await using file = (await import('../cli/planted.ts')).x;\n  return file;\n};\n`;
    await plant({ 'src/cli/planted.ts': 'export const x = null;\n', 'src/app/planted.ts': text });
    const violations = await violationsOf('src/app/planted.ts');
    expect(violations.map(({ rule }) => rule)).toContain('app-boundary');
  });

  test('refuse a core that uses another package', async () => {
    await plant({ 'src/machines/planted.ts': `import { execa } from 'execa';\nexport const x = execa;\n` });
    expect(await violationsOf('src/machines/planted.ts')).toEqual([
      expect.objectContaining({ rule: 'machines-packages' }),
    ]);
  });

  test('refuse an adapter that imports a use case', async () => {
    await plant({
      'src/app/planted-use-case.ts': 'export type UseCase = () => void;\n',
      'src/adapters/planted.ts': `import type { UseCase } from '../app/planted-use-case.ts';\nexport const x: UseCase = () => {};\n`,
    });
    expect(await violationsOf('src/adapters/planted.ts')).toEqual([
      { rule: 'adapters-boundary', from: 'src/adapters/planted.ts', to: 'src/app/planted-use-case.ts' },
    ]);
  });

  test('refuse a use case that imports an adapter, and a route that does', async () => {
    const text = `import { x } from '../adapters/planted.ts';\nexport const y = x;\n`;
    await plant({
      'src/adapters/planted.ts': 'export const x = 1;\n',
      'src/app/planted.ts': text,
      'src/http/planted.ts': text,
    });
    const violations = await violationsOf('src/app/planted.ts', 'src/http/planted.ts');
    expect(violations.map(({ rule }) => rule).toSorted()).toEqual(['app-boundary', 'http-boundary']);
  });

  test('refuse whatever imports the command line', async () => {
    await plant({
      'src/cli/planted.ts': 'export const x = 1;\n',
      'src/http/planted.ts': `import { x } from '../cli/planted.ts';\nexport const y = x;\n`,
    });
    expect(await violationsOf('src/http/planted.ts')).toContainEqual(
      expect.objectContaining({ rule: 'nothing-imports-cli' }),
    );
  });

  test('let the page import the core, and only types of the HTTP contract', async () => {
    await plant({
      'src/machines/planted.ts': 'export const pure = 1;\n',
      'src/http/planted.ts': 'export type Answer = string;\nexport const answer = 1;\n',
      'src/app/planted.ts': 'export type UseCase = () => void;\n',
      'web/src/flow/planted-fine.ts': `import type { Answer } from '../../../src/http/planted.ts';\nimport { pure } from '../../../src/machines/planted.ts';\nexport const x: Answer = String(pure);\n`,
      'web/src/flow/planted-code.ts': `import { answer } from '../../../src/http/planted.ts';\nexport const x = answer;\n`,
      'web/src/flow/planted-app.ts': `import type { UseCase } from '../../../src/app/planted.ts';\nexport const x: UseCase = () => {};\n`,
    });
    const paths = ['fine', 'code', 'app'].map((name) => `web/src/flow/planted-${name}.ts`);
    const violations = await violationsOf(...paths);
    expect(violations.map(({ rule, from }) => `${rule}: ${from}`).toSorted()).toEqual([
      'web-boundary: web/src/flow/planted-app.ts',
      'web-types: web/src/flow/planted-code.ts',
    ]);
  });

  test('refuse a page that needs Node or another package, and a server that imports the page', async () => {
    await plant({
      'web/src/ui/planted.tsx': `import { join } from 'node:path';\nexport const x = join;\n`,
      'web/src/ui/planted-package.tsx': `import { stringify } from 'yaml';\nexport const x = stringify;\n`,
      'src/http/planted.ts': `import { x } from '../../web/src/ui/planted.tsx';\nexport const y = x;\n`,
    });
    const violations = await violationsOf(
      'web/src/ui/planted.tsx',
      'web/src/ui/planted-package.tsx',
      'src/http/planted.ts',
    );
    expect(violations.map(({ rule }) => rule).toSorted()).toEqual([
      'http-boundary',
      'nothing-imports-web',
      'web-node',
      'web-packages',
    ]);
  });

  test('refuse a cycle, also one of types', async () => {
    await plant({
      'src/app/planted-a.ts': `import type { B } from './planted-b.ts';\nexport type A = { b: B };\n`,
      'src/app/planted-b.ts': `import type { A } from './planted-a.ts';\nexport type B = { a: A };\n`,
    });
    const violations = await violationsOf('src/app/planted-a.ts', 'src/app/planted-b.ts');
    expect(violations.map(({ rule }) => rule)).toContain('no-cycle');
  });

  test('refuse an import that cannot be resolved', async () => {
    await plant({ 'src/app/planted.ts': `import { x } from './nowhere.ts';\nexport const y = x;\n` });
    expect(await violationsOf('src/app/planted.ts')).toEqual([expect.objectContaining({ rule: 'resolvable' })]);
  });
});
