import { createHash } from 'node:crypto';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Environment } from './io.ts';
import { readSkillSettings, type SkillFlags, type SkillSettings } from './skill-settings.ts';

/** Where and how a server runs, from flags and environment. All paths are absolute. */
export type Settings = Readonly<{
  host: string;
  /** 0 = any free port. */
  port: number;
  /** Directory in which Hermes keeps `profiles/`. */
  hermesHome: string;
  /** Ours alone: log, token, runs. Never inside `hermesHome`, which full clones copy. */
  dataDir: string;
  /** The event log's file. */
  logFile: string;
  /** Holds the token between starts, 0600. */
  tokenFile: string;
  /** Given by the user; null = kept in or made for `tokenFile`. */
  token: string | null;
  homedir: string;
  env: Environment;
  /** A running Hermes dashboard to ask for lists. */
  dashboard?: Readonly<{ url: string; token: string | null }>;
}> &
  SkillSettings;

/** The flags every command takes. */
export type SettingsFlags = Readonly<{
  port?: string | undefined;
  host?: string | undefined;
  hermesHome?: string | undefined;
  hermesUrl?: string | undefined;
  dataDir?: string | undefined;
  token?: string | undefined;
}> &
  SkillFlags;

export type SettingsSource = Readonly<{
  flags: SettingsFlags;
  env: Environment;
  cwd: string;
  homedir: string;
  resolveHermesRoot(from: { hermesHome: string | undefined; homedir: string }): string;
  /** The path with links resolved as far as it exists. */
  toRealPath(path: string): string;
}>;

/** Flags win over the environment, the environment over defaults; what is illegal is told in words. */
export const resolveSettings = (source: SettingsSource): Settings | { wrong: string } => {
  const { env, homedir } = source;
  const host = pick(source, 'host', 'HOST')?.value ?? '127.0.0.1';
  if (!/^[A-Za-z0-9.:_[\]-]+$/.test(host))
    return { wrong: `"${host}" is no host to listen on: give an address such as 127.0.0.1.` };
  const port = readPort(pick(source, 'port', 'PORT'));
  if (typeof port !== 'number') return port;
  const given = pick(source, 'hermesHome', 'HERMES_HOME')?.value;
  const hermesHome = source.resolveHermesRoot({ hermesHome: given && absolute(given, source), homedir });
  const dataDir = absolute(
    pick(source, 'dataDir', 'PROFILE_BUILDER_DATA')?.value ?? defaultDataDir(hermesHome, source),
    source,
  );
  if (isInside(source.toRealPath(dataDir), source.toRealPath(hermesHome)))
    return { wrong: insideHome(dataDir, hermesHome) };
  const token = readToken(pick(source, 'token', 'PROFILE_BUILDER_TOKEN'));
  if (typeof token === 'object' && token !== null) return token;
  const dashboard = readDashboard(source);
  if ('wrong' in dashboard) return dashboard;
  const skills = readSkillSettings(source.flags, env, (path) => absolute(path, source));
  if ('wrong' in skills) return skills;
  const files = { logFile: join(dataDir, 'events.db'), tokenFile: join(dataDir, 'token') };
  return { host, port, hermesHome, dataDir, ...files, token, homedir, env, ...dashboard, ...skills };
};

export const isWrong = (settings: Settings | { wrong: string }): settings is { wrong: string } => 'wrong' in settings;

type Given = Readonly<{ value: string; from: string }>;

const flagNames = {
  port: '--port',
  host: '--host',
  hermesHome: '--hermes-home',
  hermesUrl: '--hermes-url',
  dataDir: '--data-dir',
  token: '--token',
};

const pick = ({ flags, env }: SettingsSource, flag: keyof typeof flagNames, variable: string): Given | undefined => {
  const fromFlag = flags[flag]?.trim();
  if (fromFlag !== undefined) return { value: fromFlag, from: flagNames[flag] };
  const fromEnv = env[variable]?.trim();
  return fromEnv ? { value: fromEnv, from: variable } : undefined;
};

const readPort = (given: Given | undefined): number | { wrong: string } => {
  if (given === undefined) return 9120;
  const port = /^\d{1,5}$/.test(given.value) ? Number(given.value) : NaN;
  if (port <= 65_535) return port;
  return {
    wrong: `${given.from} is "${given.value}", which is no port: give a whole number from 0 (any free port) to 65535.`,
  };
};

const readToken = (given: Given | undefined): string | null | { wrong: string } => {
  if (given === undefined) return null;
  if (/^[\x21-\x7e]{1,512}$/.test(given.value)) return given.value;
  return { wrong: `${given.from} is no usable token: give 1 to 512 printable ASCII characters without spaces.` };
};

/** The token of the dashboard comes by the variable Hermes itself reads it from: arguments can be seen by others. */
const readDashboard = (source: SettingsSource): Pick<Settings, 'dashboard'> | { wrong: string } => {
  const given = pick(source, 'hermesUrl', 'HERMES_DASHBOARD_URL');
  if (given === undefined || given.value === '') return {};
  const token = source.env['HERMES_DASHBOARD_SESSION_TOKEN']?.trim() || null;
  if (/^https?:$/.test(URL.parse(given.value)?.protocol ?? '')) return { dashboard: { url: given.value, token } };
  return { wrong: `${given.from} is "${given.value}", which is no address: give one such as http://127.0.0.1:9119.` };
};

/** One data directory per Hermes root, however it is spelled, so that one root never has two owners. */
const defaultDataDir = (hermesHome: string, { env, homedir, toRealPath }: SettingsSource): string => {
  const xdg = env['XDG_DATA_HOME']?.trim();
  // Relative values are to be ignored (XDG Base Directory Specification).
  const base = xdg && isAbsolute(xdg) ? xdg : join(homedir, '.local', 'share');
  const hash = createHash('sha256').update(toRealPath(hermesHome)).digest('hex').slice(0, 16);
  return join(base, 'profile-builder', hash);
};

const absolute = (path: string, { cwd, homedir }: SettingsSource): string =>
  path === '~' || path.startsWith('~/') ? join(homedir, path.slice(1)) : resolve(cwd, path);

const isInside = (path: string, directory: string): boolean => {
  const way = relative(directory, path);
  return !isAbsolute(way) && way !== '..' && !way.startsWith('../');
};

const insideHome = (dataDir: string, home: string): string =>
  `The data directory ${dataDir} is inside the Hermes home ${home}, where a full clone of a profile would copy it along: choose one outside.`;
