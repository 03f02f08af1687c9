import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../scripts/run-tool.ts';

const patience = { timeout: 90_000 };

const parts = [
  'scripts',
  'src/machines',
  'web/src',
  'web/index.html',
  'web/flow-file.html',
  'web/vite.config.ts',
  'web/vite.file.config.ts',
  'web/vite.plugin.config.ts',
  'web/plugin',
  'package.json',
];

let checkout: string;

beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'profile-builder-prepare-'));
  for (const part of [...parts, 'package-lock.json'])
    await cp(join(root, part), join(checkout, part), { recursive: true, filter: (path) => !path.endsWith('/dist') });
  await symlink(join(root, 'node_modules'), join(checkout, 'node_modules'));
});

afterEach(() => rm(checkout, { recursive: true, force: true }));

const prepare = async () => {
  const { all, exitCode } = await execa(process.execPath, [join(checkout, 'scripts/prepare-page.mjs')], {
    all: true,
    reject: false,
  });
  return { said: all, exitCode };
};
const builtAt = async () => (await stat(join(checkout, 'web/dist/index.html'))).mtimeMs;
const at = (path: string) => join(checkout, path);

describe('the page of a checkout', patience, () => {
  test('is built when it is missing, and says nothing', async () => {
    expect(await prepare()).toEqual({ said: '', exitCode: 0 });
    const assets = await readdir(at('web/dist/assets'));
    for (const name of assets.filter((file) => !/\.(gz|br)$/.test(file))) {
      const bytes = await readFile(at(`web/dist/assets/${name}`));
      expect(gunzipSync(await readFile(at(`web/dist/assets/${name}.gz`)))).toEqual(bytes);
      expect(brotliDecompressSync(await readFile(at(`web/dist/assets/${name}.br`)))).toEqual(bytes);
    }
    const plugin = await readdir(at('web/plugin/dist/profile-builder/dashboard/dist/app'));
    expect(plugin).toContain('plugin-app.js');
    expect(await readdir(at('web'))).not.toContainEqual(expect.stringMatching(/^dist\./));
  });

  test('is built again once what it is made of was written or removed, and only then', async () => {
    await prepare();
    const first = await builtAt();
    await prepare();
    expect(await builtAt()).toBe(first);
    await utimes(at('src/machines/flow/plan.ts'), new Date(), new Date());
    await prepare();
    const second = await builtAt();
    expect(second).toBeGreaterThan(first);
    await mkdir(at('web/src/gone'));
    await rm(at('web/src/gone'), { recursive: true });
    await prepare();
    expect(await builtAt()).toBeGreaterThan(second);
  });

  test('stays as it was when it cannot be built, which is told and stops nothing', async () => {
    await prepare();
    const first = await builtAt();
    await writeFile(at('web/src/main.tsx'), 'this is no program');
    const { said, exitCode } = await prepare();
    expect(said).toContain('The page could not be built, so web/dist is as it was');
    expect(exitCode).toBe(0);
    expect(await builtAt()).toBe(first);
  });

  test('is not missed where there is nothing to build it with', async () => {
    await rm(at('node_modules'));
    expect(await prepare()).toEqual({ said: '', exitCode: 0 });
  });
});
