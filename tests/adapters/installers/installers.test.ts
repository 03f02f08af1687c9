import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInstallers } from '../../../src/adapters/installers/installers.ts';
import type { Installers } from '../../../src/machines/ports/installer.ts';
import { createWorld, install, skillText, writeTree, type InstallerWorld } from '../../contracts/installer.contract.ts';

const script = join(dirname(createRequire(import.meta.url).resolve('skills/package.json')), 'bin/cli.mjs');
const executable = join(import.meta.dirname, '../../fixtures/programs/hermes.mjs');

describe('installers', () => {
  let world: InstallerWorld;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => rm(world.root, { recursive: true, force: true }));
  const create = (hermes: { executable: string; env: Record<string, string> } | null): Installers =>
    createInstallers({ ...world, hermes, skillsCli: { node: process.execPath, script }, timeoutMs: 60_000 });
  const choice = (installers: Installers, identifier: string): string => {
    const answer = installers.for(identifier);
    return answer.ok ? answer.installer.name : answer.problem.code;
  };

  it.each([
    ['file:///srv/x.git', 'skills', 'skills'],
    ['https://example.org/x.git', 'skills', 'skills'],
    ['/srv/x', 'skills', 'skills'],
    ['owner/repo', 'skills', 'skills'],
    ['owner/repo/path', 'hermes', 'skills'],
    ['official/a/b', 'hermes', 'install/needs-hermes'],
    ['skills-sh/a/b/c', 'hermes', 'install/needs-hermes'],
    ['https://example.org/SKILL.md', 'hermes', 'install/needs-hermes'],
    ['some-name', 'hermes', 'install/needs-hermes'],
    ['-rf', 'install/invalid-identifier', 'install/invalid-identifier'],
    ['$(x)', 'install/invalid-identifier', 'install/invalid-identifier'],
  ])('give %s to %s with Hermes and to %s without', (identifier, withHermes, without) => {
    expect(choice(create({ executable, env: {} }), identifier)).toBe(withHermes);
    expect(choice(create(null), identifier)).toBe(without);
  });

  it('prove a run by the installer that made it, though Hermes came meanwhile', async () => {
    const folder = join(world.root, 'folder');
    await writeTree(folder, { 'SKILL.md': skillText('beta') });
    const before = create(null).for(folder);
    if (!before.ok) throw new Error(before.problem.message);
    const first = await install(before.installer, world, folder);
    const after = create({ executable, env: {} }).for('owner/repo/path');
    if (!after.ok) throw new Error(after.problem.message);
    const request = {
      profile: { flow: 'flw_1', profile: 'coder' },
      identifier: folder,
      directory: join(world.root, 'run'),
    };
    const end = { state: 'exited', reason: 'exited', code: 0, startedAt: '', endedAt: '' } as const;
    expect(await after.installer.prove(request, end)).toEqual({ ...first, env: undefined });
  });
});
