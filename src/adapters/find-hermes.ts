import { execa } from 'execa';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath } from './find-on-path.ts';

export type HermesFound = Readonly<{ executable: string; version: string }>;

/**
 * Hermes Agent on a PATH, with its version; null when there is none, when it does not answer in time (default 15 s), or when the
 * program of that name is another one. Runs it in an empty home, because merely asking the version writes files.
 */
export const findHermes = async ({
  path,
  timeoutMs = 15_000,
}: Readonly<{ path: string; timeoutMs?: number }>): Promise<HermesFound | null> => {
  const executable = await findOnPath('hermes', path);
  if (executable === null) return null;
  const home = await mkdtemp(join(tmpdir(), 'hermes-version-'));
  try {
    const { stdout } = await execa(executable, ['--version'], {
      env: { PATH: path, HOME: home, HERMES_HOME: join(home, '.hermes'), HERMES_NONINTERACTIVE: '1', COLUMNS: '1000' },
      extendEnv: false,
      stdin: 'ignore',
      reject: false,
      timeout: timeoutMs,
      forceKillAfterDelay: 1000,
    });
    const version = /^Hermes Agent v(\d+\.\d+\.\d+\S*)/m.exec(stdout ?? '')?.[1];
    return version === undefined ? null : { executable, version };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};
