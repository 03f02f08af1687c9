import { access, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReceipt } from '../../src/adapters/actions/receipt.ts';
import type { Receipt } from '../../src/machines/action.ts';
import { skillText, writeTree } from '../contracts/installer.contract.ts';
import { makeSkillFolder } from '../crash/skills.ts';
import { openActions } from '../fixtures/perform-action.ts';

const hermes = resolve('tests/fixtures/programs/hermes.mjs');

const lockOf = (entries: Record<string, string>) =>
  JSON.stringify({
    version: 1,
    installed: Object.fromEntries(
      Object.entries(entries).map(([name, path]) => [
        name,
        { identifier: `official/${path}`, install_path: path, source: 'official', trust_level: 'builtin', more: [1] },
      ]),
    ),
  });

const installed = {
  'skills/blockchain/evm/SKILL.md': skillText('evm'),
  'skills/hand/SKILL.md': skillText('hand'),
  'skills/.hub/lock.json': lockOf({ evm: 'blockchain/evm', other: 'other' }),
};

const uninstall = (name: string, ...receipts: Receipt[]) => ({ verb: 'skills-uninstall', name, receipts }) as const;

const isThere = async (path: string) =>
  await access(path).then(
    () => true,
    () => false,
  );

describe('installing a skill', () => {
  it('by the embedded installer leaves the skill, a receipt, and nothing else', async () => {
    const { base, perform, read } = await openActions();
    const identifier = await makeSkillFolder(join(base, 'folder'));
    const done = await perform({ verb: 'skills-install', identifier });
    expect(done).toMatchObject({ code: 0, last: 'folder is at skills/folder.' });
    expect(done.text).toMatch(/^\n=== the-action started \d{4}-\d\d-\d\d \d\d:\d\d:\d\d ===\n/);
    expect(await read('skills/folder/SKILL.md')).toContain('name: folder');
    expect(await readReceipt(done.directory)).toMatchObject({ name: 'folder', path: 'skills/folder' });
    expect((await readdir(done.directory)).toSorted()).toEqual(['moved.json', 'receipt.json']);
  });

  it('ends with 1 and the reason when it is not proved', async () => {
    const { base, perform, read } = await openActions({ 'skills/folder/SKILL.md': skillText('mine') });
    const identifier = await makeSkillFolder(join(base, 'folder'));
    const taken = await perform({ verb: 'skills-install', identifier });
    expect(taken).toMatchObject({ code: 1, last: expect.stringContaining('already has skills/folder') });
    expect(await read('skills/folder/SKILL.md')).toBe(skillText('mine'));
    const missing = await perform({ verb: 'skills-install', identifier: join(base, 'nothing') });
    expect(missing).toMatchObject({ code: 1, last: expect.stringContaining('is not a folder') });
  });

  it('by Hermes is proved by what is on the disk, not by its exit code', async () => {
    const { base, perform, read } = await openActions();
    await writeTree(join(base, 'optional'), { 'blockchain/evm/SKILL.md': skillText('evm') });
    const env = { HERMES_OPTIONAL_SKILLS: join(base, 'optional') };
    const identifier = 'official/blockchain/evm';
    const done = await perform({ verb: 'skills-install', identifier }, { hermes, env });
    expect(done).toMatchObject({ code: 0, last: 'evm is at skills/blockchain/evm.' });
    expect(JSON.parse(await read('skills/.hub/lock.json'))).toMatchObject({ installed: { evm: {} } });
    expect(await readReceipt(done.directory)).toBeNull();
    const missing = await perform({ verb: 'skills-install', identifier: 'official/no/such' }, { hermes, env });
    expect(missing).toMatchObject({ code: 1, last: expect.stringContaining('found no skill') });
  });

  it('into the default profile does not go where the active profile is', async () => {
    const { base, root, perform } = await openActions();
    const program = join(base, 'fake-hermes');
    await writeFile(program, '#!/bin/sh\necho "$@ in $HERMES_HOME"\n', { mode: 0o755 });
    const request = { verb: 'skills-install', identifier: 'official/a/b' } as const;
    const { text } = await perform(request, { hermes: program, profile: 'default' });
    expect(text).toContain(`-p default skills install --yes -- official/a/b in ${root}\n`);
  });

  it('does not bring a profile back that is gone', async () => {
    const { root, perform } = await openActions();
    const request = { verb: 'skills-install', identifier: 'official/a/b' } as const;
    expect(await perform(request, { hermes, profile: 'gone' })).toMatchObject({ code: 1 });
    expect(await readdir(join(root, 'profiles'))).toEqual(['coder']);
  });
});

describe('uninstalling a skill', () => {
  it('is left to Hermes, which is told yes and not --yes', async () => {
    const { perform, inProfile, read } = await openActions(installed);
    const done = await perform(uninstall('evm'), { hermes });
    expect(done).toMatchObject({ code: 0, last: "'evm' is gone from skills/blockchain/evm." });
    expect(done.text).toContain("Uninstalled 'evm' from blockchain/evm");
    expect(await isThere(inProfile('skills/blockchain/evm'))).toBe(false);
    expect(JSON.parse(await read('skills/.hub/lock.json'))).toMatchObject({ installed: { other: {} } });
  });

  it('without Hermes leaves the lock file and the audit log as Hermes would', async () => {
    const { perform, inProfile, read } = await openActions(installed);
    expect(await perform(uninstall('evm'))).toMatchObject({ code: 0 });
    expect(await isThere(inProfile('skills/blockchain/evm'))).toBe(false);
    const lock = JSON.stringify(JSON.parse(lockOf({ other: 'other' })), null, 2);
    expect(await read('skills/.hub/lock.json')).toBe(`${lock}\n`);
    expect(await read('skills/.hub/audit.log')).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ UNINSTALL evm official:builtin n\/a user_request\n$/,
    );
  });

  it.each([
    ['out of the profile', { evm: '../../evm' }],
    ['all skills', { evm: '' }],
    ['a skill of another name', { evm: 'hand' }],
    ['through a link', { evm: 'linked/evm' }],
  ])('removes nothing when the lock file points at %s', async (_, entries) => {
    const { perform, inProfile, base } = await openActions({ ...installed, 'skills/.hub/lock.json': lockOf(entries) });
    await writeTree(base, { 'elsewhere/evm/SKILL.md': skillText('evm'), 'evm/SKILL.md': skillText('evm') });
    await symlink(join(base, 'elsewhere'), inProfile('skills/linked'));
    expect(await perform(uninstall('evm'))).toMatchObject({
      code: 1,
      last: expect.stringContaining('no place of a skill'),
    });
    for (const path of [join(base, 'elsewhere/evm'), inProfile('skills/hand'), inProfile('skills/blockchain/evm')])
      expect(await isThere(path)).toBe(true);
  });

  it('says so when Hermes says it is done and it is not', async () => {
    const { base, perform } = await openActions(installed);
    const program = join(base, 'fake-hermes');
    await writeFile(program, `#!/bin/sh\nFAKE_HERMES_KEEPS=1 exec ${process.execPath} ${hermes} "$@"\n`, {
      mode: 0o755,
    });
    expect(await perform(uninstall('evm'), { hermes: program })).toMatchObject({
      code: 1,
      last: "'evm' was not uninstalled: skills/blockchain/evm is still there.",
    });
  });

  it('never removes a skill that somebody made', async () => {
    for (const program of [hermes, null]) {
      const { perform, inProfile } = await openActions(installed);
      expect(await perform(uninstall('hand'), { hermes: program })).toMatchObject({
        code: 1,
        last: expect.stringContaining("'hand' is not a hub-installed skill"),
      });
      expect(await isThere(inProfile('skills/hand'))).toBe(true);
    }
  });

  it('removes what an install of ours left, as long as it is that byte for byte', async () => {
    const { base, perform, inProfile, read } = await openActions();
    const identifier = await makeSkillFolder(join(base, 'folder'));
    const { directory } = await perform({ verb: 'skills-install', identifier });
    const receipt = await readReceipt(directory);
    if (receipt === null) throw new Error('there is no receipt');
    const text = await read('skills/folder/SKILL.md');
    await writeFile(inProfile('skills/folder/SKILL.md'), `${text}\nmine\n`);
    const changed = await perform(uninstall('folder', receipt));
    expect(changed).toMatchObject({ code: 1, last: expect.stringContaining('was changed since it was installed') });
    await writeFile(inProfile('skills/folder/SKILL.md'), text);
    await rename(inProfile('skills'), join(base, 'elsewhere'));
    await symlink(join(base, 'elsewhere'), inProfile('skills'));
    expect(await perform(uninstall('folder', receipt))).toMatchObject({ code: 1 });
    await rm(inProfile('skills'));
    await rename(join(base, 'elsewhere'), inProfile('skills'));
    const done = await perform(uninstall('folder', receipt));
    expect(done).toMatchObject({ code: 0, last: "Uninstalled 'folder' from skills/folder" });
    expect(await readdir(inProfile('skills'))).toEqual([]);
  });
});

describe('updating skills', () => {
  it('says yes to a Hermes that asks about each', async () => {
    const { perform } = await openActions(installed);
    const done = await perform({ verb: 'skills-update' }, { hermes });
    expect(done).toMatchObject({ code: 0, last: 'Updated 2 skill(s).' });
    expect(done.text).not.toContain('cancelled');
  });

  it('that is blocked, or says nothing, has failed', async () => {
    const { base, perform } = await openActions();
    const program = join(base, 'fake-hermes');
    const say = async (text: string) =>
      await writeFile(program, `#!/bin/sh\ncat >/dev/null\nprintf '%s\\n' ${text}\n`, { mode: 0o755 });
    await say("'Installation blocked: x' 'Updated 1 skill(s).'");
    const blocked = await perform({ verb: 'skills-update' }, { hermes: program });
    expect(blocked).toMatchObject({ code: 1, last: expect.stringContaining('Installation blocked: x') });
    await say("'Something else'");
    expect(await perform({ verb: 'skills-update' }, { hermes: program })).toMatchObject({ code: 1 });
    expect(await perform({ verb: 'skills-update' })).toMatchObject({ code: 1 });
  });
});
