import { execa } from 'execa';
import type { Describer } from '../machines/ports/describer.ts';

export type DescriberOptions = Readonly<{
  /** Absolute path of the `hermes` program; null when there is none. */
  executable: string | null;
  /** Hermes root. */
  root: string;
  /** What Hermes sees: keys of models may be in it. */
  env: Readonly<Record<string, string>>;
  /** Default 90 s; Hermes itself gives a model one minute. */
  timeoutMs?: number;
}>;

/** Profiles described by the model that Hermes is set to use for it. */
export const createDescriber =
  ({ executable, root, env, timeoutMs = 90_000 }: DescriberOptions): Describer =>
  async (profile, { overwrite }) => {
    if (executable === null) return { ok: false, reason: noHermes };
    const args = ['-p', 'default', 'profile', 'describe', profile, '--auto', ...(overwrite ? ['--overwrite'] : [])];
    const { exitCode, stdout, stderr, timedOut } = await execa(executable, args, {
      env: { ...env, HERMES_HOME: root, HERMES_NONINTERACTIVE: '1', COLUMNS: '1000', NO_COLOR: '1', PYTHONUTF8: '1' },
      ...{ extendEnv: false, stdin: 'ignore', reject: false, timeout: timeoutMs, forceKillAfterDelay: 1000 },
    });
    const [, description] = /^Described '[^']*': ([\s\S]+)$/m.exec(stdout ?? '') ?? [];
    if (exitCode === 0 && description !== undefined) return { ok: true, description: description.trim() };
    if (timedOut) return { ok: false, reason: `Hermes did not answer within ${timeoutMs / 1000} s.` };
    const [, reason] = /^profile describe [^:]+: (.+)$/m.exec(stderr ?? '') ?? [];
    return { ok: false, reason: reason ?? `Hermes gave no description (exit code ${exitCode ?? 'none'}).` };
  };

const noHermes = 'Hermes, which asks a model for it, was not found on PATH. Describe the profile yourself.';
