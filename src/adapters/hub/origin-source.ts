import type { HubSkill, HubSource } from '../../machines/ports/skill-hub.ts';
import type { FileCache } from '../catalog/file-cache.ts';
import type { SkillText } from '../catalog/parse-skill.ts';
import { matchSkills } from './match-skills.ts';
import type { Origin } from './origins.ts';
import { readTreeSkills, type TreeSkill } from './source-tree.ts';
import { trustOf } from './trust.ts';

/** A folder or repository the user named, as a source. Its id is what the user wrote. */
export const createOriginSource = (id: string, origin: Origin, texts: FileCache<SkillText>): HubSource => ({
  id,
  label: id,
  findObstacle: origin.findObstacle,
  async search(text) {
    const found = await origin.use(async (tree, note) => {
      const skills = (await readTreeSkills(tree, origin.below, texts)).flatMap((skill) => toHubSkill(origin, skill));
      return { ok: true, skills: matchSkills(byIdentifier(skills), text), ...(note === null ? {} : { note }) } as const;
    });
    return found.ok ? found : { ok: false, reason: found.message };
  },
});

/** Nothing for a skill that no identifier names. */
export const toHubSkill = (origin: Origin, skill: TreeSkill): readonly HubSkill[] => {
  const identifier = origin.identifierOf(skill);
  if (identifier === null) return [];
  const { name, description, tags, directory: path } = skill;
  const { kind: source, repo } = origin;
  return [{ name, description, source, identifier, trust: trustOf(repo), repo, path, tags }];
};

/** Of two skills of one name in a git repository an install takes the first. */
const byIdentifier = (skills: readonly HubSkill[]): readonly HubSkill[] =>
  [...new Map(skills.toReversed().map((skill) => [skill.identifier, skill])).values()].toReversed();
