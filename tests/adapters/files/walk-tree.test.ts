import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { walkTree, type WalkOptions } from '../../../src/adapters/files/walk-tree.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'walk-tree-'));
  for (const name of ['b/deep/deeper', '.git']) await mkdir(join(root, name), { recursive: true });
  for (const name of ['a', 'B', 'c', 'b/z', 'b/deep/y', 'b/deep/deeper/x', '.git/config'])
    await writeFile(join(root, name), '');
  await symlink(join(root, 'b'), join(root, 'link'));
});
afterEach(async () => await rm(root, { recursive: true }));

const pathsIn = async (directory: string, options?: WalkOptions) => {
  const paths: string[] = [];
  for await (const { path } of walkTree(directory, options)) paths.push(path);
  return paths;
};

describe('a walk through a tree', () => {
  it('goes depth first in order of code units and does not follow links', async () => {
    const below = ['b', 'b/deep', 'b/deep/deeper', 'b/deep/deeper/x', 'b/deep/y', 'b/z'];
    expect(await pathsIn(root)).toEqual(['.git', '.git/config', 'B', 'a', ...below, 'c', 'link']);
  });

  it('leaves skipped directories out whole, and looks no deeper than asked', async () => {
    const options = { skip: (name: string) => name === '.git', maxDepth: 1 };
    expect(await pathsIn(root, options)).toEqual(['B', 'a', 'b', 'b/deep', 'b/z', 'c', 'link']);
  });

  it('fails without a directory unless it may be missing', async () => {
    const missing = join(root, 'missing');
    await expect(pathsIn(missing)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await pathsIn(missing, { allowMissing: true })).toEqual([]);
  });
});
