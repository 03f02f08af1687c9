import type { RunJob } from '../../machines/ports/runner.ts';
import { sharedEnvironment } from './environment.ts';

/** The program, and what of an environment it is given. */
export type HermesProgram = Readonly<{
  executable: string;
  /** Added to what it sees. */
  env: Readonly<Record<string, string>>;
  baseEnv: Readonly<Record<string, string>>;
}>;

/** A profile by its name and its real path. */
type Place = Readonly<{ profile: string; path: string }>;

/** A command of Hermes that works in this profile and in no other. */
export const toHermesCommand = (
  { executable, env, baseEnv }: HermesProgram,
  { profile, path }: Place,
  args: readonly string[],
): Pick<RunJob, 'command' | 'env'> => ({
  // Not `-p` for a named one: it refuses names Hermes would have normalised, and a link in the path makes every install
  // "blocked". The default one needs it, or the profile that was made active would be meant.
  command: [executable, ...(profile === 'default' ? ['-p', 'default'] : []), ...args],
  env: { ...sharedEnvironment(baseEnv), ...homeOf(baseEnv), ...env, ...fixedEnv(path) },
});

const homeOf = ({ HOME }: Readonly<Record<string, string>>): Record<string, string> =>
  HOME === undefined ? {} : { HOME };

const fixedEnv = (path: string): Record<string, string> => ({
  HERMES_HOME: path,
  HERMES_NONINTERACTIVE: '1',
  COLUMNS: '1000',
  NO_COLOR: '1',
  PYTHONUTF8: '1',
});
