import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMigrateConfig } from '../../src/adapters/migrate-config.ts';
import { makeExecutable } from '../contracts/installer.contract.ts';

let bin: string;
beforeEach(async () => {
  bin = await mkdtemp(join(tmpdir(), 'migrate-config-'));
});
afterEach(() => rm(bin, { recursive: true, force: true }));

const migrate = async (script: string) => {
  const executable = join(bin, 'hermes');
  await writeFile(executable, `#!/bin/sh\n${script}\n`);
  await makeExecutable(executable);
  return await createMigrateConfig({ executable, path: '/usr/bin:/bin', timeoutMs: 500 })('a: 1\n');
};

describe('letting Hermes migrate a config.yaml', () => {
  it('answers what it made of the text in a home of its own', async () => {
    expect(await migrate('echo "$1 $2: b" >> "$HERMES_HOME/config.yaml"')).toBe('a: 1\nconfig migrate: b\n');
  });

  it.each([
    ['fails', 'exit 1'],
    ['does not end', 'exec sleep 60'],
  ])('answers nothing when it %s', async (_, script) => {
    expect(await migrate(script)).toBeNull();
  });
});
