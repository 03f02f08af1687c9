import { access, constants, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { Notice, NoticeCode } from '../../machines/flow/codes.ts';
import { RESERVED_NAMES } from '../../machines/flow/profile-name.ts';
import type { AliasAnswer, ProfileRef } from '../../machines/ports/profile-home.ts';
import { absent } from '../files/errno.ts';
import { placeNewFile } from '../files/new-file.ts';
import { isTaken } from '../files/directory-identity.ts';
import type { Claim } from './claim.ts';
import { adviceOf, findingOf } from './file-fault.ts';
import type { Home } from './home.ts';

/** What a wrapper depends on. */
export type WrapperPlaces = Readonly<{
  homedir: string;
  hermesExecutable?: string | null | undefined;
  env: Pick<Home['env'], 'path'>;
}>;

/** Writes a flow's wrapper. Noted in the claim first: after a crash in between, it is still known as the flow's. */
export const writeAlias = async (home: Home, ref: ProfileRef): Promise<AliasAnswer> =>
  await placeAlias(home, ref.profile, async (path) => {
    await home.claims.update(ref.flow, (claim) => ({ ...claim, alias: path }));
  });

/** Writes `~/.local/bin/<id>`, which starts Hermes with the profile. A file that is not this wrapper is never replaced. */
export const placeAlias = async (
  home: WrapperPlaces,
  profile: string,
  beforeWrite: (path: string) => Promise<void> = async () => {},
): Promise<AliasAnswer> => {
  const path = aliasPath(home, profile);
  const refused = await refusalOf(home, profile, path);
  if (refused) return { skipped: refused };
  try {
    if (isTaken(path)) return toWritten(home, profile, path);
    await beforeWrite(path);
    await mkdir(dirname(path), { recursive: true });
    await placeNewFile(path, wrapperOf(home, profile), 0o755);
    return toWritten(home, profile, path);
  } catch (error) {
    const message = `The command "${profile}" could not be made at ${path}: ${findingOf(error)}. ${adviceOf(error)}`;
    return { skipped: { code: 'alias/write-failed', message } };
  }
};

/** What is said of a wrapper at `path`. A shell finds it only where its own place is on the PATH; of no PATH nothing is said. */
export const toWritten = (home: WrapperPlaces, profile: string, path: string): AliasAnswer => {
  const { env } = home;
  const directory = dirname(aliasPath(home, profile));
  const isFound = env.path === undefined || directoriesOf(env.path).some((one) => resolve(one) === directory);
  if (isFound) return { written: path };
  const message = `The command "${profile}" was made, but ${directory} is not on the PATH: add it there.`;
  return { written: path, notice: notice('alias/off-path', message, profile) };
};

/** Removes the wrapper of a profile from its place; any other file there stays. */
export const removeWrapper = async (home: WrapperPlaces, profile: string): Promise<void> => {
  const path = aliasPath(home, profile);
  if (await holdsWrapper(home, path, profile)) await rm(path, { force: true });
};

/** Why there could be no wrapper of this profile; null when nothing is in the way. */
export const findAliasRefusal = async (home: WrapperPlaces, profile: string): Promise<Notice | null> =>
  await refusalOf(home, profile, aliasPath(home, profile));

/** Removes the wrapper a flow wrote, unless someone changed it since. */
export const removeAlias = async (home: Home, claim: Claim): Promise<void> => {
  if (claim.alias === null) return;
  const text = await readFile(claim.alias, 'utf8').catch(absent);
  if (text !== null && isWrapper(home, claim.profile, text)) await rm(claim.alias, { force: true });
};

const aliasPath = (home: WrapperPlaces, profile: string) => join(home.homedir, '.local', 'bin', profile);

const wrapperOf = (home: WrapperPlaces, profile: string) =>
  `#!/bin/sh\nexec ${shellQuoted(home.hermesExecutable ?? 'hermes')} -p ${profile} "$@"\n`;

const shellQuoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`);

/** Hermes' own wrapper of the same profile does the same and counts as one. */
const isWrapper = (home: WrapperPlaces, profile: string, text: string) =>
  text === wrapperOf(home, profile) ||
  /^#!\/bin\/sh\nexec .*\bhermes\b.* -p ([a-z0-9_-]+) "\$@"\n?$/.exec(text)?.[1] === profile;

const refusalOf = async (home: WrapperPlaces, profile: string, path: string): Promise<Notice | null> => {
  if (RESERVED_NAMES.has(profile) || subcommands.has(profile))
    return notice(
      'alias/name-reserved',
      `"${profile}" is a word of Hermes itself, so there is no command of that name.`,
      profile,
    );
  const program = await findProgram(home, profile, path);
  if (program === null) return null;
  return notice(
    'alias/name-taken',
    `There is already something named "${profile}" at ${program}, which was left alone.`,
    profile,
  );
};

const notice = (code: NoticeCode, message: string, profile: string): Notice => ({
  code,
  message: `${message} Start the profile with: hermes -p ${profile}`,
});

/** What stands in the wrapper's place, or would be hidden by it, and is no wrapper of this profile. */
const findProgram = async (home: WrapperPlaces, profile: string, path: string) => {
  if (isTaken(path) && !(await holdsWrapper(home, path, profile))) return path;
  for (const directory of directoriesOf(home.env.path ?? '')) {
    const candidate = join(directory, profile);
    if (candidate !== path && (await isProgram(candidate)) && !(await holdsWrapper(home, candidate, profile)))
      return candidate;
  }
  return null;
};

const directoriesOf = (path: string): readonly string[] => path.split(delimiter).filter((part) => part.startsWith('/'));

const isProgram = async (path: string) => {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return false;
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
};

const holdsWrapper = async (home: WrapperPlaces, path: string, profile: string) => {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile() || found.size > 8192) return false;
  return isWrapper(home, profile, await readFile(path, 'utf8').catch(() => ''));
};

/** Words of Hermes' own command line. Source: hermes_cli alias check. */
const subcommands: ReadonlySet<string> = new Set(
  `chat model gateway setup whatsapp login logout status cron doctor dump config pairing skills tools mcp sessions
  insights version update uninstall profile plugins honcho acp`.split(/\s+/),
);
