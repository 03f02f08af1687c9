import { execa } from 'execa';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Lets Hermes migrate a copy in a home of its own, so that nothing else of the profile is touched. Its questions are
 * answered by an empty input. Gives up after `timeoutMs` (default 30 s).
 */
export const createMigrateConfig =
  ({ executable, path, timeoutMs = 30_000 }: Readonly<{ executable: string; path: string; timeoutMs?: number }>) =>
  async (text: string): Promise<string | null> => {
    const home = await mkdtemp(join(tmpdir(), 'hermes-migrate-'));
    try {
      await writeFile(join(home, 'config.yaml'), text, { mode: 0o600 });
      const { exitCode } = await execa(executable, ['config', 'migrate'], {
        env: { PATH: path, HOME: home, HERMES_HOME: home, HERMES_NONINTERACTIVE: '1', PYTHONUTF8: '1' },
        extendEnv: false,
        stdin: 'ignore',
        reject: false,
        timeout: timeoutMs,
        forceKillAfterDelay: 1000,
      });
      return exitCode === 0 ? await readFile(join(home, 'config.yaml'), 'utf8') : null;
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  };
