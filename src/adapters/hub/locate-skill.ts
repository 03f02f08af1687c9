import { basename, join } from 'node:path';
import type { HubFault } from '../../machines/ports/skill-hub.ts';
import type { FileCache } from '../catalog/file-cache.ts';
import type { SkillText } from '../catalog/parse-skill.ts';
import { parseIdentifier } from '../../machines/flow/skill-identifier.ts';
import { fault, type LocatedSkill, START_DASHBOARD } from './located-skill.ts';
import { OFFICIAL, type OfficialSkills } from './official-skills.ts';
import { toHubSkill } from './origin-source.ts';
import { type Origin, type OriginOptions, toOrigin } from './origins.ts';
import { filesOf, findOdd, readTreeSkills, type SourceTree, type TreeSkill } from './source-tree.ts';

export type LocateOptions = OriginOptions &
  Readonly<{ official: Pick<OfficialSkills, 'find'>; texts: FileCache<SkillText> }>;

/** Runs a task on the one skill an identifier names, whose files stay as they are for so long. */
export type UseSkill = <T extends object>(
  identifier: string,
  task: (skill: LocatedSkill) => Promise<T>,
) => Promise<T | HubFault>;

/** Finds the skill an install would take, without Hermes' help. */
export const createUseSkill =
  (options: LocateOptions): UseSkill =>
  async (identifier, task) => {
    const text = identifier.trim().replace(SKILLS_SH, '$<repo>@$<skill>');
    const parsed = parseIdentifier(text);
    if (parsed.kind === 'invalid')
      return fault('hub/identifier-invalid', `${JSON.stringify(identifier)} names no skill: ${parsed.reason}.`);
    if (parsed.kind === OFFICIAL) {
      const found = await options.official.find(text);
      return found.ok ? await task(found) : found;
    }
    const origin = toOrigin(text, options);
    if (origin === null)
      return fault('hub/needs-hermes', `${identifier} is in a hub that only Hermes can reach. ${START_DASHBOARD}`);
    return await origin.use(async (tree) => {
      const found = choose(origin, tree, await readTreeSkills(tree, origin.below, options.texts), text);
      return found.ok ? await task(found) : found;
    });
  };

/** A skill of the registry as Hermes names it. */
const SKILLS_SH = /^(?:skills-sh|skills\.sh)\/(?<repo>[^/]+\/[^/]+)\/(?<skill>[^/]+)$/;

const choose = (
  origin: Origin,
  tree: SourceTree,
  skills: readonly TreeSkill[],
  identifier: string,
): LocatedSkill | HubFault => {
  const wanted = origin.skill?.toLowerCase();
  const meant = skills.filter(({ name }) => wanted === undefined || name.toLowerCase() === wanted);
  const [skill] = meant;
  if (skill === undefined) return fault('hub/not-found', `No skill was found at ${identifier}.`, namesOf(skills));
  if (meant.length > 1 && wanted === undefined)
    return fault('hub/several-skills', `${identifier} holds ${meant.length} skills. Name one.`, namesOf(meant));
  // Of a folder an install takes all or nothing.
  const odd = findOdd(tree, origin.kind === 'folder' ? '' : skill.directory);
  if (odd !== null) return fault('hub/unsafe-content', `${identifier} cannot be installed: ${odd} is no plain file.`);
  const [described] = toHubSkill(origin, skill);
  if (described === undefined) return fault('hub/not-found', `No identifier names the skill found at ${identifier}.`);
  return {
    ok: true,
    skill: { ...described, identifier },
    directory: join(tree.root, skill.directory),
    files: filesOf(tree, skill.directory),
    folder: basename(skill.directory) || skill.name,
    scannedAs: origin.repo === null ? identifier : `${origin.repo}/${skill.directory}`,
  };
};

const namesOf = (skills: readonly TreeSkill[]): readonly string[] => skills.map(({ name }) => name).slice(0, 100);
