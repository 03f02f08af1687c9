import { access, constants, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { Notice, NoticeCode } from '../../machines/flow/codes.ts';
import { RESERVED_NAMES } from '../../machines/flow/profile-name.ts';
import type { AliasAnswer, ProfileRef } from '../../machines/ports/profile-home.ts';
import { absent, placeNewFile } from './atomic-write.ts';
import type { Claim } from './claim.ts';
import { isTaken } from './directory-identity.ts';
import { adviceOf, findingOf } from './file-fault.ts';
import type { Home, ProfileHomeOptions } from './home.ts';

/** Writes `~/.local/bin/<id>`, which starts Hermes with the profile. A file that is not this wrapper is never replaced. */
export const writeAlias = async (home: Home, ref: ProfileRef): Promise<AliasAnswer> => {
  const path = aliasPath(home, ref.profile);
  const refused = await refusalOf(home, ref.profile, path);
  if (refused) return { skipped: refused };
  try {
    if (!isTaken(path)) await writeOurs(home, ref, path);
    return { written: path };
  } catch (error) {
    const message = `The command "${ref.profile}" could not be made at ${path}: ${findingOf(error)}. ${adviceOf(error)}`;
    return { skipped: { code: 'alias/write-failed', message } };
  }
};

/** Why there could be no wrapper of this profile; null when nothing is in the way. */
export const findAliasRefusal = async (home: AliasHome, profile: string): Promise<Notice | null> =>
  await refusalOf(home, profile, aliasPath(home, profile));

/** Removes the wrapper a flow wrote, unless someone changed it since. */
export const removeAlias = async (home: Home, claim: Claim): Promise<void> => {
  if (claim.alias === null) return;
  const text = await readFile(claim.alias, 'utf8').catch(absent);
  if (text !== null && isWrapper(home, claim.profile, text)) await rm(claim.alias, { force: true });
};

/** Noted in the claim first: after a crash in between, the wrapper is still known as ours. */
const writeOurs = async (home: Home, ref: ProfileRef, path: string) => {
  const claim = await home.claims.read(ref.flow);
  if (claim) await home.claims.write({ ...claim, alias: path });
  await mkdir(dirname(path), { recursive: true });
  await placeNewFile(path, wrapperOf(home, ref.profile), 0o755);
};

type AliasHome = Pick<ProfileHomeOptions, 'homedir' | 'env' | 'hermesExecutable'>;

const aliasPath = (home: AliasHome, profile: string) => join(home.homedir, '.local', 'bin', profile);

const wrapperOf = (home: AliasHome, profile: string) =>
  `#!/bin/sh\nexec ${shellQuoted(home.hermesExecutable ?? 'hermes')} -p ${profile} "$@"\n`;

const shellQuoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`);

/** Hermes' own wrapper of the same profile does the same and counts as one. */
const isWrapper = (home: AliasHome, profile: string, text: string) =>
  text === wrapperOf(home, profile) ||
  /^#!\/bin\/sh\nexec .*\bhermes\b.* -p ([a-z0-9_-]+) "\$@"\n?$/.exec(text)?.[1] === profile;

const refusalOf = async (home: AliasHome, profile: string, path: string): Promise<Notice | null> => {
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
const findProgram = async (home: AliasHome, profile: string, path: string) => {
  if (isTaken(path) && !(await holdsWrapper(home, path, profile))) return path;
  for (const directory of (home.env.path ?? '').split(delimiter).filter((part) => part.startsWith('/'))) {
    const candidate = join(directory, profile);
    if (candidate !== path && (await isProgram(candidate)) && !(await holdsWrapper(home, candidate, profile)))
      return candidate;
  }
  return null;
};

const isProgram = async (path: string) => {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return false;
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
};

const holdsWrapper = async (home: AliasHome, path: string, profile: string) => {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile() || found.size > 8192) return false;
  return isWrapper(home, profile, await readFile(path, 'utf8').catch(() => ''));
};

/** Words of Hermes' own command line. Source: hermes_cli alias check. */
const subcommands: ReadonlySet<string> = new Set(
  `chat model gateway setup whatsapp login logout status cron doctor dump config pairing skills tools mcp sessions
  insights version update uninstall profile plugins honcho acp`.split(/\s+/),
);
