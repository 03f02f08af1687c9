import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PROFILE_NAME } from '../../../machines/flow/profile-name.ts';
import type { ProfileInfo } from '../../../machines/ports/profile-shelf.ts';
import { byCodeUnits } from '../../files/walk-tree.ts';
import { profilePath } from '../home.ts';
import { findAliasedProfiles } from './aliased-profiles.ts';
import { countSkills } from './count-skills.ts';
import { findGateway } from './gateway.ts';
import { isDirectory } from './named.ts';
import { readYamlFacts } from './yaml-facts.ts';

type Places = Readonly<{ root: string; homedir: string }>;

/** Every profile there is, `default` first; what is not readable shows as absent. */
export const listProfiles = async ({ root, homedir }: Places): Promise<readonly ProfileInfo[]> => {
  const names = await readNames(join(root, 'profiles'));
  const aliased = await findAliasedProfiles(join(homedir, '.local', 'bin'));
  const read = async (name: string) => await readInfo(name, profilePath(root, name), aliased.has(name));
  return await Promise.all(['default', ...names].map(read));
};

/** Any directory with the name of a profile is one, also when it is empty or a link to a directory. */
const readNames = async (profiles: string): Promise<readonly string[]> => {
  const names = (await readdir(profiles).catch(() => [])).filter((name) => PROFILE_NAME.test(name));
  const areProfiles = await Promise.all(names.map(async (name) => await isDirectory(join(profiles, name))));
  return names.filter((name, index) => areProfiles[index] && name !== 'default').toSorted(byCodeUnits);
};

const readInfo = async (name: string, path: string, hasAlias: boolean): Promise<ProfileInfo> => {
  const [config, about, origin] = await Promise.all(
    ['config.yaml', 'profile.yaml', 'distribution.yaml'].map((file) => readYamlFacts(join(path, file))),
  );
  const isDefault = name === 'default';
  return {
    ...{ name, path, isDefault },
    model: config?.text('model') ?? (config?.below('model', 'default') || config?.below('model', 'model')) ?? null,
    provider: config?.below('model', 'provider') ?? null,
    hasEnv: (await stat(join(path, '.env')).catch(() => null)) !== null,
    skillCount: await countSkills(join(path, 'skills')),
    isGatewayRunning: (await findGateway(path)) !== null,
    description: about?.text('description')?.trim() ?? '',
    isDescriptionAuto: /^(?:true|yes|on)$/i.test(about?.text('description_auto') ?? ''),
    distribution: {
      name: origin?.text('name') ?? null,
      version: origin?.text('version') ?? null,
      source: origin?.text('source') ?? null,
    },
    hasAlias: hasAlias && !isDefault,
  };
};
