import { mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHermes } from '../../../src/adapters/installers/hermes.ts';
import type { Installer } from '../../../src/machines/ports/installer.ts';
import {
  createWorld,
  install,
  installerContract,
  skillText,
  writeTree,
  type InstallerWorld,
} from '../../contracts/installer.contract.ts';

const executable = join(import.meta.dirname, '../../fixtures/programs/hermes.mjs');
const writeOptional = async (world: InstallerWorld): Promise<string> => {
  const optional = join(world.root, 'optional');
  await writeTree(optional, {
    'blockchain/evm/SKILL.md': skillText('evm'),
    'crypto/solana/SKILL.md': skillText('solana'),
  });
  return optional;
};
const createInstaller = (world: InstallerWorld, env: Record<string, string> = {}): Installer =>
  createHermes({
    ...world,
    hermes: { executable, env: { HERMES_OPTIONAL_SKILLS: join(world.root, 'optional'), ...env } },
    timeoutMs: 60_000,
  });

installerContract('hermes', async (world) => {
  await writeOptional(world);
  const good = 'official/blockchain/evm';
  return {
    installer: createInstaller(world),
    good,
    missing: 'official/no/such',
    taken: { identifier: good, path: 'blockchain/evm' },
  };
});

describe('the Hermes installer', () => {
  let world: InstallerWorld;
  beforeEach(async () => {
    world = await createWorld();
    await writeOptional(world);
  });
  afterEach(() => rm(world.root, { recursive: true, force: true }));
  const run = (identifier: string, env?: Record<string, string>, key?: string) =>
    install(createInstaller(world, env), world, identifier, key);

  it('asks for the one skill, confirmed, behind the end of options', async () => {
    const request = {
      profile: { flow: 'f', profile: 'coder' },
      identifier: ' a/b/c ',
      directory: join(world.root, 'run'),
    };
    const prepared = await createInstaller(world).prepare(request);
    expect(prepared).toMatchObject({
      job: {
        command: [executable, 'skills', 'install', '--yes', '--', 'a/b/c'],
        env: { HERMES_HOME: world.profile, COLUMNS: '1000' },
      },
    });
  });

  it('gives Hermes the real path of a profile behind a link', async () => {
    await rename(join(world.root, 'home'), join(world.root, 'real'));
    await symlink(join(world.root, 'real'), join(world.root, 'home'));
    const { env } = await run('official/blockchain/evm');
    expect(env?.['HERMES_HOME']).toBe(join(world.root, 'real/profiles/coder'));
  });

  it('says that another skill was installed than the one named', async () => {
    const answer = await run('evil/repo/solana');
    expect(answer).toMatchObject({
      ok: true,
      path: 'skills/crypto/solana',
      notices: [{ code: 'install/other-identifier' }],
    });
  });

  it('says that a skill was there already', async () => {
    await run('official/blockchain/evm');
    const answer = await run('official/blockchain/evm', {}, 'second');
    expect(answer).toMatchObject({ ok: true, name: 'evm', notices: [{ code: 'install/already-present' }] });
  });

  const caution =
    'Installation blocked: Blocked (community source + caution verdict, 1 findings). Use --force to override.';
  it.each([
    ['install/blocked', caution, /caution verdict, 1 findings\)\. .*--force/],
    [
      'install/blocked',
      'Installation blocked: Blocked (community source + dangerous verdict, 2 findings).',
      /cannot be overridden/,
    ],
    ['install/ambiguous', "Multiple skills named 'x' found:", /Name it in full/],
    ['install/no-name', 'Cannot install from URL: https://x/y.md', /name of the skill/],
    ['install/declined', 'Confirm [y/N]: Installation cancelled.', /confirmation/],
    ['install/unproved', 'Running security scan...', /last line: Running security scan/],
    ['install/unproved', 'Installed: blockchain/evm', /no SKILL\.md at skills\/blockchain\/evm/],
    ['install/unproved', 'Installed: ../../outside', /no SKILL\.md/],
    ['install/unproved', "Warning: 'evm' is already installed at blockchain/evm", /no SKILL\.md/],
  ])('answers %s when Hermes says %j', async (code, says, message) => {
    await writeTree(world.root, { 'home/outside/SKILL.md': skillText('outside') });
    const answer = await run('some/repo/skill', { FAKE_HERMES_SAYS: says });
    expect(answer).toMatchObject({ ok: false, problem: { code, message: expect.stringMatching(message) } });
  });

  it('does not believe an install without an entry in the lock file', async () => {
    const answer = await run('official/blockchain/evm', { FAKE_HERMES_NO_LOCK: '1' });
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'install/unproved', message: expect.stringContaining('lock.json') },
    });
  });

  it('does not believe a SKILL.md that is a link out of the profile', async () => {
    await run('official/blockchain/evm');
    await rm(join(world.profile, 'skills/blockchain'), { recursive: true });
    await symlink(join(world.root, 'optional/blockchain'), join(world.profile, 'skills/blockchain'));
    const answer = await run('official/blockchain/evm', {}, 'second');
    expect(answer).toMatchObject({ ok: false, problem: { code: 'install/unproved' } });
  });

  it('reports a crash by its exit code and last line', async () => {
    const answer = await run('official/blockchain/evm', { FAKE_HERMES_EXIT: '1' });
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'install/exit-code', message: expect.stringMatching(/exit code 1 .*it crashed/) },
    });
  });

  it('takes a damaged lock file for an empty one', async () => {
    await writeTree(world.profile, { 'skills/.hub/lock.json': '{' });
    const answer = await run('official/blockchain/evm', { FAKE_HERMES_SAYS: 'Installed: blockchain/evm' });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'install/unproved' } });
  });

  it('finds a hand-made skill before anything is started, in any category', async () => {
    await writeTree(world.profile, { 'skills/mine/solana/SKILL.md': 'mine' });
    const answer = await run('evil/repo/solana');
    expect(answer).toMatchObject({ ok: false, problem: { code: 'install/name-taken' } });
    expect(answer).not.toHaveProperty('env');
    expect(await readFile(join(world.profile, 'skills/mine/solana/SKILL.md'), 'utf8')).toBe('mine');
  });

  it('does not take its own half-done install for a hand-made skill when it is asked again', async () => {
    const request = {
      profile: { flow: 'f', profile: 'coder' },
      identifier: 'official/blockchain/evm',
      directory: join(world.root, 'run'),
    };
    const first = await createInstaller(world).prepare(request);
    await writeTree(world.profile, { 'skills/blockchain/evm/SKILL.md': skillText('evm') });
    expect(await createInstaller(world).prepare(request)).toEqual(first);
  });

  it('keeps every entry when installs of one profile follow each other', async () => {
    await mkdir(join(world.root, 'a'));
    await run('official/blockchain/evm', {}, 'a');
    expect(await run('official/crypto/solana', {}, 'b')).toMatchObject({ ok: true, notices: [] });
  });
});
