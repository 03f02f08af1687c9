import { parseIdentifier } from '../machines/flow/skill-identifier.ts';
import { withoutCredentials } from '../adapters/installers/refusal.ts';
import type { Environment } from './io.ts';

const REGISTRY = 'https://skills.sh';

/** Where skills are searched. */
export type SkillSettings = Readonly<{
  /** Repositories and folders, as identifiers. */
  skillSources?: readonly string[];
  /** Address of a registry; none = no registry is asked. */
  skillRegistry?: string;
}>;

export type SkillFlags = Readonly<{ skillSource?: readonly string[] | undefined; skillRegistry?: string | undefined }>;

/** Variables: `PROFILE_BUILDER_SKILL_SOURCES`, with commas, and the `skills` CLI's own `SKILLS_API_URL`. */
export const readSkillSettings = (
  { skillSource, skillRegistry }: SkillFlags,
  env: Environment,
  toAbsolute: (path: string) => string,
): SkillSettings | { wrong: string } => {
  const given = skillSource ?? env['PROFILE_BUILDER_SKILL_SOURCES']?.split(',') ?? [];
  const texts = given.map((text) => text.trim()).filter((text) => text !== '');
  const skillSources = [...new Set(texts.map((text) => (/^(\.{1,2}|~)(\/|$)/.test(text) ? toAbsolute(text) : text)))];
  const wrong = skillSources.map(findFault).find((fault) => fault !== null);
  if (wrong !== undefined) return { wrong };
  const registry = skillRegistry?.trim() ?? (env['SKILLS_API_URL']?.trim() || REGISTRY);
  if (registry === '' || registry === 'none') return { skillSources };
  if (/^https?:$/.test(URL.parse(registry)?.protocol ?? '')) return { skillSources, skillRegistry: registry };
  return { wrong: `"${registry}" is no address of a skill registry: give one such as ${REGISTRY}, or none.` };
};

const findFault = (source: string): string | null => {
  const shown = withoutCredentials(source);
  const { kind } = parseIdentifier(source);
  if (!['git', 'github', 'folder'].includes(kind))
    return `"${shown}" is no source of skills: give a git URL, owner/repo, or a folder.`;
  // It would be in every identifier found there, and with it in the log.
  return kind === 'git' && /^(https?:\/\/[^/]*@|\w+:\/\/[^/]*:[^/]*@)/.test(source)
    ? `"${shown}" carries a password: git sources are read without one, or by an SSH address and the agent's keys.`
    : null;
};
