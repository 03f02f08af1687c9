import { mkdir, realpath } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Installer, InstallRequest } from '../../machines/ports/installer.ts';
import { toHermesCommand } from './hermes-command.ts';
import { readHermesLock } from './hermes-lock.ts';
import { parseIdentifier } from '../../machines/flow/skill-identifier.ts';
import { proveHermes } from './prove-hermes.ts';
import { refuseTaken, type ProveOptions } from './prove-made.ts';
import { refuse, type Refusal } from './refusal.ts';
import { findSkills } from './skill-tree.ts';

export type HermesOptions = ProveOptions &
  Readonly<{
    /** Null when no Hermes was found; runs of an earlier Hermes are still proved. `env` is added to what it sees. */
    hermes: Readonly<{ executable: string; env: Readonly<Record<string, string>> }> | null;
    baseEnv: Readonly<Record<string, string>>;
    timeoutMs: number;
  }>;

/** Installs by Hermes' own command line, straight into the profile. Two of these in one profile must not run at once. */
export const createHermes = (options: HermesOptions): Installer => ({
  name: 'hermes',
  prepare: async (request) => {
    const parsed = parseIdentifier(request.identifier);
    if (parsed.kind === 'invalid') {
      return refuse(
        'install/invalid-identifier',
        `${JSON.stringify(request.identifier)} cannot be installed: ${parsed.reason}.`,
      );
    }
    if (options.hermes === null) return refuseWithoutHermes(request.identifier);
    const profile = await realpathOf(options.profilePath(request.profile.profile));
    if (profile === null) return refuseGone(request);
    const work = join(request.directory, 'hermes');
    // Prepared before means that it may be running: what stands there may be its own, not yet in the lock file.
    const taken = (await isThere(work)) ? null : await findHandMade(profile, request.identifier);
    if (taken !== null) return refuseTaken(request.identifier, basename(taken), taken);
    await mkdir(work, { recursive: true });
    const command = toHermesCommand(
      { ...options.hermes, baseEnv: options.baseEnv },
      { profile: request.profile.profile, path: profile },
      ['skills', 'install', '--yes', '--', request.identifier.trim()],
    );
    return { ok: true, job: { ...command, cwd: work, timeoutMs: options.timeoutMs } };
  },
  prove: async (request, end) => {
    const profile = await realpathOf(options.profilePath(request.profile.profile));
    if (profile === null) return refuseGone(request);
    return proveHermes({ ...options, request, end, profile });
  },
});

/** The refusal of an identifier that only Hermes can install, on a machine without it. */
export const refuseWithoutHermes = (identifier: string): Refusal =>
  refuse(
    'install/needs-hermes',
    `${identifier} can only be installed by Hermes, which was not found on PATH. ` +
      'Install Hermes and retry, or name a git repository or a folder instead.',
  );

const refuseGone = (request: InstallRequest): Refusal =>
  refuse(
    'profile/missing',
    `${request.identifier} was not installed: the profile ${request.profile.profile} is no longer there.`,
    'create-again',
  );

/** A skill that Hermes would silently replace: one of that directory name without an entry in the hub's lock file. */
const findHandMade = async (profile: string, identifier: string): Promise<string | null> => {
  const skills = join(profile, 'skills');
  const name = skillNameOf(identifier).toLowerCase();
  const installed = new Set((await readHermesLock(profile)).map((entry) => entry.path));
  const clash = (await findSkills(skills)).find(
    ({ directory }) => basename(directory).toLowerCase() === name && !installed.has(relative(skills, directory)),
  );
  return clash === undefined ? null : relative(profile, clash.directory);
};

const skillNameOf = (identifier: string): string =>
  identifier
    .trim()
    .replace(/\/[^/]+\.md$/i, '')
    .replace(/\/+$/, '')
    .split('/')
    .at(-1) ?? '';

const isThere = async (path: string): Promise<boolean> => (await realpathOf(path)) !== null;

const realpathOf = async (path: string): Promise<string | null> => {
  try {
    return await realpath(path);
  } catch {
    return null;
  }
};
