import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { toProfileId } from '../../machines/flow/profile-name.ts';
import type { ProfileHome, SkillsAnswer } from '../../machines/ports/profile-home.ts';
import type { ScratchHome, ScratchHomes } from '../../machines/ports/scratch-home.ts';
import { findAliasRefusal, toWritten } from './alias.ts';
import { makePrivateDirectory } from '../files/directories.ts';
import { type ProfileHomeOptions, profilePath } from './home.ts';
import { createProfileHome } from './profile-home.ts';
import { readRehearsed } from './read-rehearsed.ts';
import { removeTree } from './remove-tree.ts';

/**
 * Rehearsals in private directories below the data directory: the writers are the ones of the real home, so what they
 * leave is what a create leaves. Nothing outside of the scratch is written.
 */
export const createScratchHomes = (options: ProfileHomeOptions): ScratchHomes => {
  const parent = join(options.dataDir, 'previews');
  return {
    async open(profile) {
      await makePrivateDirectory(parent);
      return createScratch(options, profile, await mkdtemp(join(parent, 'preview-')));
    },
    sweep: () => removeTree(parent),
  };
};

const createScratch = (options: ProfileHomeOptions, profile: string, directory: string): ScratchHome => {
  const places = { root: join(directory, 'root'), dataDir: join(directory, 'data'), homedir: join(directory, 'home') };
  const real = createProfileHome(options);
  const scratch = createProfileHome({ ...options, ...places, rehearsalOf: options.root });
  let source: string | null = null;
  let skills: Extract<SkillsAnswer, { ok: true }> | null = null;
  const home: ProfileHome = {
    ...scratch,
    pathOf: real.pathOf,
    exists: async (name) => name !== profile && (await real.exists(name)),
    async createIdentity(ref, request) {
      source = request.clone ? profilePath(options.root, toProfileId(request.clone.from)) : null;
      return await scratch.createIdentity(ref, request);
    },
    async writeAlias(ref) {
      const refused = await findAliasRefusal(options, ref.profile);
      if (refused) return { skipped: refused };
      const answer = await scratch.writeAlias(ref);
      return 'written' in answer ? toWritten(options, ref.profile, answer.written) : answer;
    },
    async applySkills(ref, choice) {
      const answer = await scratch.applySkills(ref, choice);
      if (answer.ok) skills = answer;
      return answer;
    },
  };
  const alias = (homedir: string) => join(homedir, '.local', 'bin', profile);
  return {
    home,
    read: () =>
      readRehearsed({
        profile: profilePath(places.root, profile),
        source,
        skills,
        alias: { scratch: alias(places.homedir), real: alias(options.homedir) },
      }),
    toReal: (text) =>
      text.replaceAll(places.root, options.root).replaceAll(places.homedir, options.homedir).replaceAll(directory, ''),
    close: () => removeTree(directory),
  };
};
