import { chmod, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findHermesDirectories, findHermesPython } from '../../../src/adapters/catalog/hermes-directories.ts';
import { createHermesSource } from '../../../src/adapters/catalog/hermes-source.ts';
import { openTempTree, skillText } from './temp-tree.ts';

const openInstall = async (directories: readonly string[]) => {
  const { root, write } = await openTempTree();
  await write('app/venv/bin/hermes', `#!${root}/app/venv/bin/python3\nimport sys\n`);
  for (const path of directories) await mkdir(join(root, path), { recursive: true });
  return { root, write, executable: join(root, 'app/venv/bin/hermes') };
};
const PACKAGES = 'app/venv/lib/python3.11/site-packages';

describe('finding what an installed Hermes brings', () => {
  it.each([
    ['in the data directory of its Python', [`${PACKAGES}/hermes_cli`, 'app/venv/skills'], 'app/venv/skills'],
    ['among its packages', [`${PACKAGES}/hermes_cli`, `${PACKAGES}/skills`], `${PACKAGES}/skills`],
    ['in the checkout its Python is in', ['app/hermes_cli', 'app/skills'], 'app/skills'],
  ])('looks %s', async (_, directories, expected) => {
    const { root, executable } = await openInstall(directories);
    expect(await findHermesDirectories({ executable })).toEqual({ bundledSkills: join(root, expected) });
  });

  it('takes no directory of that name that is not Hermes’', async () => {
    const { executable } = await openInstall(['app/skills', 'app/venv/skills']);
    expect(await findHermesDirectories({ executable })).toEqual({});
  });

  it('follows links and scripts that start the program', async () => {
    const { root, write } = await openInstall([`${PACKAGES}/hermes_cli`, 'app/venv/optional-mcps']);
    const expected = { optionalMcps: join(root, 'app/venv/optional-mcps') };
    await mkdir(join(root, 'bin'));
    await symlink('../app/venv/bin/hermes', join(root, 'bin/hermes'));
    expect(await findHermesDirectories({ executable: join(root, 'bin/hermes') })).toEqual(expected);
    await write('wrapped/hermes', `#!/bin/sh\nexec "${root}/app/venv/bin/hermes" "$@"\n`);
    expect(await findHermesDirectories({ executable: join(root, 'wrapped/hermes') })).toEqual(expected);
  });

  it('prefers the variables, even when nothing is there, and needs no program then', async () => {
    const { executable } = await openInstall([`${PACKAGES}/hermes_cli`, 'app/venv/skills']);
    const given = { bundledSkills: '/nowhere/skills', optionalSkills: ' ', optionalMcps: '/nowhere/mcps' };
    const found = { bundledSkills: '/nowhere/skills', optionalMcps: '/nowhere/mcps' };
    expect(await findHermesDirectories({ ...given, executable })).toEqual(found);
    expect(await findHermesDirectories({ ...given, executable: null })).toEqual(found);
    expect(await findHermesDirectories({ executable: '/nowhere/bin/hermes' })).toEqual({});
  });
});

describe('finding the Python Hermes runs on', () => {
  it('goes by the first line of the program, of the one it links to, or of the one a script starts', async () => {
    const { root, write, executable } = await openInstall(['bin']);
    await write('app/venv/bin/python3', '#!/bin/sh\n');
    const python = join(root, 'app/venv/bin/python3');
    expect(await findHermesPython(executable)).toBeNull();
    await chmod(python, 0o755);
    await symlink('../app/venv/bin/hermes', join(root, 'bin/hermes'));
    await write('wrapped/hermes', `#!/bin/sh\nexec "${executable}" "$@"\n`);
    for (const path of [executable, join(root, 'bin/hermes'), join(root, 'wrapped/hermes')])
      expect(await findHermesPython(path)).toBe(python);
  });
});

describe('the installed Hermes as a source', () => {
  it('reads the directories there are and says what is missing', async () => {
    const { root } = await openTempTree({
      'skills/custom/keep-me/SKILL.md': skillText('keep-me'),
      'mcps/linear/manifest.yaml':
        'manifest_version: 1\nname: linear\ndescription: d\ntransport: {type: http, url: "https://mcp.example"}\n',
    });
    const source = createHermesSource({
      bundledSkills: join(root, 'skills'),
      optionalMcps: join(root, 'mcps'),
    });
    expect(await source.bundledSkills?.()).toMatchObject({
      ok: true,
      items: [{ name: 'keep-me', category: 'custom' }],
    });
    expect(await source.servers?.()).toMatchObject({ ok: true, items: [{ name: 'linear' }] });
    expect(await source.optionalSkills?.()).toMatchObject({
      ok: false,
      reason: expect.stringContaining('HERMES_OPTIONAL_SKILLS'),
    });
    expect(source.providers).toBeUndefined();
  });
});
