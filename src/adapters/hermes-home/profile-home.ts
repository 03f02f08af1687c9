import type { ProfileHome, ProfileRef } from '../../machines/ports/profile-home.ts';
import { isTaken } from '../files/directory-identity.ts';
import { createQueues } from '../queues.ts';
import { writeAlias } from './alias.ts';
import { createClaims } from './claim.ts';
import { prepareDiscard } from './discard.ts';
import { writeEnv } from './env.ts';
import { type Home, type ProfileHomeOptions, isSafeRef, profilePath } from './home.ts';
import { createIdentity } from './identity.ts';
import { writeMcp } from './mcp.ts';
import { writeModel } from './model.ts';
import { applySkills, enableSkill } from './skills.ts';
import { sweepHome } from './sweep.ts';

/** Hermes' profile directories on this machine. Writes of one profile happen one after another. */
export const createProfileHome = (options: ProfileHomeOptions): ProfileHome => {
  const home: Home = {
    root: options.root,
    homedir: options.homedir,
    env: options.env,
    digest: options.digest,
    clock: options.clock,
    hermesExecutable: options.hermesExecutable ?? null,
    configVersion: options.configVersion ?? null,
    migrateConfig: options.migrateConfig ?? null,
    claims: createClaims(options.dataDir),
    rehearsalOf: options.rehearsalOf ?? null,
  };
  const queued = options.queue ?? createQueues();
  const inTurn =
    <A extends unknown[], T>(write: (home: Home, ref: ProfileRef, ...rest: A) => Promise<T>) =>
    async (ref: ProfileRef, ...rest: A): Promise<T> => {
      if (!isSafeRef(ref)) throw new TypeError(`"${ref.profile}" (flow "${ref.flow}") cannot be part of a path`);
      return await queued(ref.profile, async () => await write(home, ref, ...rest));
    };
  return {
    pathOf: (profile: string) => profilePath(options.root, profile),
    exists: async (profile: string) => profile === 'default' || isTaken(profilePath(options.root, profile)),
    createIdentity: inTurn(createIdentity),
    writeAlias: inTurn(writeAlias),
    writeEnv: inTurn(writeEnv),
    writeModel: inTurn(writeModel),
    writeMcp: inTurn(writeMcp),
    applySkills: inTurn(applySkills),
    enableSkill: inTurn(enableSkill),
    prepareDiscard: inTurn(prepareDiscard),
    sweep: async (flows) => await sweepHome(home, flows),
  };
};
