import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findHermes } from '../../src/adapters/find-hermes.ts';
import { makeExecutable } from '../contracts/installer.contract.ts';

let bin: string;
beforeEach(async () => {
  bin = await mkdtemp(join(tmpdir(), 'find-hermes-'));
});
afterEach(() => rm(bin, { recursive: true, force: true }));
const path = () => `${bin}:${dirname(process.execPath)}:/usr/bin:/bin`;
const writeHermes = async (script: string): Promise<void> => {
  await writeFile(join(bin, 'hermes'), script);
  await makeExecutable(join(bin, 'hermes'));
};

describe('finding Hermes', () => {
  it('answers where it is and its versions', async () => {
    await symlink(join(import.meta.dirname, '../fixtures/programs/hermes.mjs'), join(bin, 'hermes'));
    expect(await findHermes({ path: path() })).toEqual({
      executable: join(bin, 'hermes'),
      version: '0.20.1',
      configVersion: 35,
    });
  });

  it.each([
    ['is another program of that name', '#!/bin/sh\necho Hermes JavaScript compiler'],
    ['fails', '#!/bin/sh\nexit 3'],
    ['cannot be started', '#!/nowhere/sh\n'],
    ['does not answer', '#!/bin/sh\nexec sleep 60'],
  ])('answers nothing when it %s', async (_, script) => {
    await writeHermes(script);
    expect(await findHermes({ path: path(), timeoutMs: 500 })).toBeNull();
  });

  it('answers nothing when there is none, or only a directory or a plain file', async () => {
    expect(await findHermes({ path: bin })).toBeNull();
    await mkdir(join(bin, 'a/hermes'), { recursive: true });
    await copyFile(join(import.meta.dirname, 'find-hermes.test.ts'), join(bin, 'hermes'));
    expect(await findHermes({ path: `${join(bin, 'a')}:${bin}:.:` })).toBeNull();
  });

  it('answers the program all the same when it does not tell the number of its configuration', async () => {
    await writeHermes('#!/bin/sh\n[ "$1" = --version ] && echo "Hermes Agent v0.17.0"');
    expect(await findHermes({ path: path() })).toMatchObject({ version: '0.17.0', configVersion: null });
  });

  it('shows it nothing of the environment and writes to no home', async () => {
    process.env['PLANTED'] = 'planted-3c1';
    await writeHermes('#!/bin/sh\ncase "$PLANTED$HOME" in /*/hermes-version-*) echo "Hermes Agent v1.2.3";; esac');
    expect((await findHermes({ path: path() }))?.version).toBe('1.2.3');
    delete process.env['PLANTED'];
  });
});
