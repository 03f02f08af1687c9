import { execa } from 'execa';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath } from './find-on-path.ts';

export type HermesFound = Readonly<{
  executable: string;
  version: string;
  /** Number of the config.yaml schema it writes; null when it did not tell. */
  configVersion: number | null;
}>;

/**
 * Hermes Agent on a PATH, with its versions; null when there is none, when it does not answer in time (default 15 s), or when the
 * program of that name is another one. Runs it in an empty home, because merely asking the version writes files.
 */
export const findHermes = async ({
  path,
  timeoutMs = 15_000,
}: Readonly<{ path: string; timeoutMs?: number }>): Promise<HermesFound | null> => {
  const executable = await findOnPath('hermes', path);
  if (executable === null) return null;
  const home = await mkdtemp(join(tmpdir(), 'hermes-version-'));
  const ask = createAsk({ executable, path, home, timeoutMs });
  try {
    const version = /^Hermes Agent v(\d+\.\d+\.\d+\S*)/m.exec(await ask('--version'))?.[1];
    if (version === undefined) return null;
    const config = /Config version: (\d+) ✓/.exec(await ask('config', 'check'))?.[1];
    return { executable, version, configVersion: config === undefined ? null : Number(config) };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};

type Asked = Readonly<{ executable: string; path: string; home: string; timeoutMs: number }>;

/** Asks a program in a home of its own; what it printed, empty when it could not be started. */
const createAsk =
  ({ executable, path, home, timeoutMs }: Asked) =>
  async (...args: readonly string[]): Promise<string> => {
    const fixed = { HERMES_NONINTERACTIVE: '1', COLUMNS: '1000', PYTHONUTF8: '1' };
    const { stdout } = await execa(executable, args, {
      env: { PATH: path, HOME: home, HERMES_HOME: join(home, '.hermes'), ...fixed },
      extendEnv: false,
      stdin: 'ignore',
      reject: false,
      timeout: timeoutMs,
      forceKillAfterDelay: 1000,
    });
    return stdout ?? '';
  };
