import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/**
 * Directory in which Hermes keeps `profiles/` and `active_profile`, for the given `HERMES_HOME`.
 * A home inside the platform default (links resolved) means the default, as spelled; one below a directory named
 * `profiles` means that directory's parent; any other is its own root.
 */
export const resolveHermesRoot = (from: { hermesHome?: string | undefined; homedir: string }): string => {
  const platformDefault = join(from.homedir, '.hermes');
  const given = from.hermesHome?.trim() ?? '';
  if (given === '') return platformDefault;
  const home = resolve(given);
  if (isInside(resolved(home), resolved(platformDefault))) return platformDefault;
  const parent = dirname(home);
  return basename(parent) === 'profiles' ? dirname(parent) : home;
};

const isInside = (path: string, directory: string) => {
  const way = relative(directory, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
};

/** The real path of the longest part that exists, with the rest as spelled. */
const resolved = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(resolved(parent), basename(path));
  }
};
