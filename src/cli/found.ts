import { findHermes } from '../adapters/find-hermes.ts';
import { type HermesDirectories, findHermesDirectories } from '../adapters/catalog/hermes-directories.ts';
import type { ProfileHomeOptions } from '../adapters/hermes-home/home.ts';
import { createMigrateConfig } from '../adapters/migrate-config.ts';
import { systemClock } from '../adapters/system.ts';
import type { SecretVault } from '../machines/ports/secret-vault.ts';
import type { Settings } from './settings.ts';

/** What is there to work with: as asked for, and as found on this machine. */
export type Found = Readonly<{
  settings: Settings;
  hermes: Awaited<ReturnType<typeof findHermes>>;
  directories: HermesDirectories;
}>;

/** Looks for Hermes and for what it ships. */
export const findAround = async (settings: Settings): Promise<Found> => {
  const hermes = await findHermes({ path: settings.env['PATH'] ?? '' });
  const directories = await findHermesDirectories({
    bundledSkills: settings.env['HERMES_BUNDLED_SKILLS'],
    optionalSkills: settings.env['HERMES_OPTIONAL_SKILLS'],
    optionalMcps: settings.env['HERMES_OPTIONAL_MCPS'],
    executable: hermes?.executable ?? null,
  });
  return { settings, hermes, directories };
};

/** Where Hermes' files are on this machine. */
export const toPlaces = ({ settings: { hermesHome, homedir, env }, hermes }: Found) => ({
  root: hermesHome,
  homedir,
  env: { path: env['PATH'], hermesHome: env['HERMES_HOME'] },
  hermesExecutable: hermes?.executable ?? null,
});

/** What the writers of profiles are made of. */
export const toHomeOptions = ({ settings, hermes, directories }: Found, vault: SecretVault): ProfileHomeOptions => ({
  root: settings.hermesHome,
  dataDir: settings.dataDir,
  homedir: settings.homedir,
  env: {
    bundledSkills: directories.bundledSkills,
    optionalSkills: directories.optionalSkills,
    path: settings.env['PATH'],
  },
  digest: vault.digest,
  hermesExecutable: hermes?.executable ?? null,
  configVersion: hermes?.configVersion ?? null,
  migrateConfig: hermes && createMigrateConfig({ executable: hermes.executable, path: settings.env['PATH'] ?? '' }),
  clock: systemClock,
});

/** The environment without names that have no value. */
export const definedOnly = (env: Settings['env']): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
