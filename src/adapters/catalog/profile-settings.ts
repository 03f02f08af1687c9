import { mkdir, stat } from 'node:fs/promises';
import type { ProfileSettings } from '../../machines/ports/profile-settings.ts';
import { profilePath } from '../hermes-home/home.ts';
import type { Queues } from '../queues.ts';
import { addServer, enableServer, removeServer, replaceServers, toggleSkill } from './change-settings.ts';
import { chooseTools, installServer, provideEnv } from './install-server.ts';
import { openServer } from './open-server.ts';
import { createSkillLists } from './profile-skills.ts';
import { modelIn, noModel, noProviders, providersIn, readCredentials, readFromConfig } from './read-settings.ts';
import { serversIn } from './server-settings.ts';

/** What reading and changing profiles needs from outside. */
export type ProfileSettingsOptions = Readonly<{
  /** Hermes root: holds `profiles/`. */
  root: string;
  homedir: string;
  /** As Node names it. */
  platform: string;
  /** The environment of this server; names are taken from it, and where the files of sign-ins are. */
  env: Readonly<Record<string, string>>;
  /** Keyed digest. */
  digest: (text: string | Uint8Array) => string;
  /** Shared with whoever else writes into these profiles. */
  queue: Queues;
}>;

/** Settings in the files of the profiles below a Hermes root. Changes of one profile happen one after another. */
export const createProfileSettings = (options: ProfileSettingsOptions): ProfileSettings => {
  const { root, homedir, platform, env, digest, queue } = options;
  const pathOf = (profile: string) => profilePath(root, profile);
  const shell = new Set(Object.keys(env).filter((name) => env[name]?.trim()));
  const inTurn = async <T>(profile: string, change: (directory: string) => Promise<T>) =>
    await queue(profile, async () => {
      // The default profile is the root itself and always counts as there, even before Hermes ever ran.
      if (profile === 'default') await mkdir(root, { recursive: true, mode: 0o700 });
      return await change(pathOf(profile));
    });
  return {
    exists: async (profile) => profile === 'default' || (await isDirectory(pathOf(profile))),
    model: async (profile) => await readFromConfig(pathOf(profile), noModel, modelIn),
    credentials: async (profile) => await readCredentials(pathOf(profile), env),
    providers: async (profile) => await readFromConfig(pathOf(profile), noProviders, providersIn),
    servers: async (profile) => await readFromConfig(pathOf(profile), [], serversIn),
    openServer: async (profile, name) => await openServer(pathOf(profile), name),
    addServer: async (profile, server) => await inTurn(profile, (path) => addServer({ digest }, path, server)),
    provideEnv: async (profile, server, given) =>
      await inTurn(profile, (path) => provideEnv({ digest }, path, server, { given, shell })),
    installServer: async (profile, server, how) => await inTurn(profile, (path) => installServer(path, server, how)),
    chooseTools: async (profile, name, include) => await inTurn(profile, (path) => chooseTools(path, name, include)),
    replaceServers: async (profile, servers) => await inTurn(profile, (path) => replaceServers(path, servers)),
    removeServer: async (profile, name) => await inTurn(profile, (path) => removeServer(path, name)),
    enableServer: async (profile, name, enabled) => await inTurn(profile, (path) => enableServer(path, name, enabled)),
    ...createSkillLists(pathOf, { homedir, platform }),
    toggleSkill: async (profile, name, enabled) => await inTurn(profile, (path) => toggleSkill(path, name, enabled)),
  };
};

const isDirectory = async (path: string) =>
  await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
