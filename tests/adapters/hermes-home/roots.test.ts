import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { resolveHermesRoot } from '../../../src/adapters/hermes-home/roots.ts';
import { openTempHome } from './temp-home.ts';

it.each([
  [undefined, '/u/.hermes'],
  ['  ', '/u/.hermes'],
  ['/u/.hermes', '/u/.hermes'],
  ['/u/.hermes/profiles/coder', '/u/.hermes'],
  ['/srv/hermes/profiles/coder', '/srv/hermes'],
  ['/srv/hermes/profiles/coder/', '/srv/hermes'],
  ['/data', '/data'],
  [' /data/ ', '/data'],
  ['/u/.hermes-other', '/u/.hermes-other'],
])('HERMES_HOME %j means the root %s', (hermesHome, root) => {
  expect(resolveHermesRoot({ hermesHome, homedir: '/u' })).toBe(root);
});

it('the default keeps its spelling when HERMES_HOME names the place it links to', async () => {
  const { base, root } = await openTempHome();
  await mkdir(join(base, 'user'));
  await symlink(root, join(base, 'user', '.hermes'));
  const homedir = join(base, 'user');
  expect(resolveHermesRoot({ hermesHome: join(root, 'profiles', 'x'), homedir })).toBe(join(homedir, '.hermes'));
});
