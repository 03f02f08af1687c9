import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { isScalar, isSeq } from 'yaml';
import { z } from 'zod';
import type { Diagnostic } from '../../machines/ports/catalog.ts';
import type { ProfileSettings, ProfileSkill } from '../../machines/ports/profile-settings.ts';
import type { Config } from '../hermes-home/config-yaml.ts';
import { readDenyList } from '../hermes-home/deny-list.ts';
import { textOf } from '../hermes-home/yaml-text.ts';
import { readHubInstalls, readHubNames } from './hub-lock.ts';
import { readJson } from '../files/read-json.ts';
import { checkDirectory, readFromConfig } from './read-settings.ts';
import { createSkillReader, type FoundSkill, type SkillReader } from './read-skills.ts';

/** The machine skills are listed for. */
export type SkillMachine = Readonly<{
  homedir: string;
  /** As Node names it. */
  platform: string;
}>;

type SkillLists = Pick<ProfileSettings, 'skills' | 'skillContent' | 'hubInstalls'>;

/** Reads the skills of profiles, below `skills/` and wherever their config.yaml points. */
export const createSkillLists = (pathOf: (profile: string) => string, machine: SkillMachine): SkillLists => {
  const reader = createSkillReader();
  return {
    skills: async (profile) => await listSkills(reader, pathOf(profile), machine),
    hubInstalls: async (profile) => await readHubInstalls(join(pathOf(profile), 'skills')),
    skillContent: async (profile, name) => {
      const { skills } = await findSkills(reader, pathOf(profile), machine.homedir);
      const found = skills.find((skill) => folderOf(skill) === name) ?? skills.find((skill) => skill.name === name);
      if (!found) return null;
      const path = join(found.root, found.directory, 'SKILL.md');
      return { content: await readFile(path, 'utf8'), path };
    },
  };
};

const folderOf = ({ directory }: FoundSkill) => directory.slice(directory.lastIndexOf('/') + 1);

const listSkills = async (
  reader: SkillReader,
  directory: string,
  machine: SkillMachine,
): ReturnType<SkillLists['skills']> => {
  const root = join(directory, 'skills');
  const { skills, diagnostics, denied } = await findSkills(reader, directory, machine.homedir);
  const [hub, bundled, usage, source] = await Promise.all([
    readHubNames(
      root,
      skills.filter((skill) => skill.root === root),
    ),
    readBundledNames(root),
    readUsage(root),
    checkDirectory('profile', root),
  ]);
  const value = skills
    .filter((skill) => isFor(skill, machine.platform))
    .map((skill): ProfileSkill => {
      const { name, description, category } = skill;
      const provenance = hub.has(name) ? 'hub' : bundled.has(name) ? 'bundled' : 'agent';
      const top = category?.split('/')[0] ?? null;
      return {
        name,
        description,
        category: top,
        enabled: !denied.value.has(name),
        usage: usage[name] ?? 0,
        provenance,
      };
    });
  return { value, diagnostics, source: denied.source.ok ? source : denied.source };
};

type Placed = FoundSkill & Readonly<{ root: string }>;

const findSkills = async (reader: SkillReader, directory: string, homedir: string) => {
  const denied = await readFromConfig(directory, new Set<string>(), (config) => new Set(readDenyList(config)));
  const outside = await readFromConfig(directory, [], (config) => externalDirs(config, homedir));
  const named = new Map<string, Placed>();
  const diagnostics: Diagnostic[] = [];
  for (const root of [join(directory, 'skills'), ...outside.value]) {
    const answer = await reader(root);
    if (!answer.ok) continue;
    diagnostics.push(...(answer.diagnostics ?? []));
    for (const skill of answer.items) if (!named.has(skill.name)) named.set(skill.name, { ...skill, root });
  }
  return { skills: [...named.values()], diagnostics, denied };
};

const externalDirs = ({ document }: Config, homedir: string): string[] => {
  const found = document.getIn(['skills', 'external_dirs'], true);
  const texts = isSeq(found) ? found.items.map(textOf) : isScalar(found) ? [textOf(found)] : [];
  return texts
    .filter((text) => text !== null)
    .map((text) => (text === '~' || text.startsWith('~/') ? join(homedir, text.slice(1)) : text))
    .filter((path) => isAbsolute(path));
};

const platforms: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'macos', win32: 'windows' };
/** Places Hermes itself runs in; this program never does. */
const elsewhere: ReadonlySet<string> = new Set(['kanban', 'docker', 's6']);

const isFor = (skill: FoundSkill, platform: string) =>
  (skill.platforms.length === 0 || skill.platforms.includes(platforms[platform] ?? platform)) &&
  (skill.environments.length === 0 || !skill.environments.every((name) => elsewhere.has(name)));

const readBundledNames = async (root: string): Promise<ReadonlySet<string>> => {
  const text = await readFile(join(root, '.bundled_manifest'), 'utf8').catch(() => '');
  const names = text
    .split('\n')
    .map((line) => (line.includes(':') ? line.slice(0, line.lastIndexOf(':')) : line).trim());
  return new Set(names.filter((name) => name !== ''));
};

const count = z.number().catch(0).default(0);
const usageSchema = z.record(
  z.string(),
  z
    .object({ use_count: count, view_count: count, patch_count: count })
    .transform((one) => one.use_count + one.view_count + one.patch_count)
    .catch(0),
);

const readUsage = async (root: string) => await readJson(join(root, '.usage.json'), usageSchema, {});
