import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { absent } from '../files/errno.ts';
import { replaceFile } from '../files/replace-file.ts';
import { isTaken } from '../files/directory-identity.ts';
import { byCodeUnits } from '../files/walk-tree.ts';
import { copyPlainFile } from './copy-tree.ts';
import { placeSkill } from './place-skill.ts';
import { type SkillFolder, findCategoryFiles, findSkills, fingerprintOf } from './skill-files.ts';

/** What of the bundle is in the profile: skills by name, and every path (trees with `/`) relative to the profile. */
export type Seeded = Readonly<{ names: readonly string[]; paths: readonly string[] }>;

/** Copies bundled skills into a profile and notes them in Hermes' manifest, so that Hermes knows which it may update. */
export const seedBundle = async (bundle: string, profile: string): Promise<Seeded> => {
  const manifest = await readManifest(profile);
  await mkdir(join(profile, 'skills'), { recursive: true });
  const seeded: SkillFolder[] = [];
  for (const skill of await findSkills(bundle)) {
    if (!(await seedSkill(bundle, profile, skill, manifest))) continue;
    seeded.push(skill);
    if (!manifest.has(skill.name)) manifest.set(skill.name, await fingerprintOf(join(bundle, skill.directory)));
  }
  const categories = await seedCategories(bundle, profile);
  await writeManifest(profile, manifest);
  return {
    names: seeded.map(({ name }) => name).toSorted(byCodeUnits),
    paths: [MANIFEST, ...seeded.map(({ directory }) => `skills/${directory}/`), ...categories],
  };
};

/** Notes one bundled skill in the manifest. */
export const noteInManifest = async (bundle: string, profile: string, skill: SkillFolder): Promise<void> => {
  const manifest = await readManifest(profile);
  manifest.set(skill.name, await fingerprintOf(join(bundle, skill.directory)));
  await writeManifest(profile, manifest);
};

/** Where Hermes notes what it seeded, relative to the profile. */
export const MANIFEST = 'skills/.bundled_manifest';

/** A skill in the manifest but not on disk was deleted on purpose and stays away. */
const seedSkill = async (bundle: string, profile: string, skill: SkillFolder, manifest: Manifest) => {
  if (manifest.has(skill.name)) return isTaken(join(profile, 'skills', skill.directory));
  return (await placeSkill({ source: bundle, skill, profile })) !== 'other';
};

const seedCategories = async (bundle: string, profile: string) => {
  const seeded: string[] = [];
  for (const path of await findCategoryFiles(bundle)) {
    const to = join(profile, 'skills', path);
    await mkdir(dirname(to), { recursive: true });
    if (!isTaken(to)) await copyPlainFile(join(bundle, path), to);
    seeded.push(`skills/${path}`);
  }
  return seeded;
};

type Manifest = Map<string, string>;

const readManifest = async (profile: string): Promise<Manifest> => {
  const text = (await readFile(join(profile, MANIFEST), 'utf8').catch(absent)) ?? '';
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return new Map(lines.map((line) => [line.split(':')[0] ?? line, line.split(':')[1] ?? '']));
};

const writeManifest = async (profile: string, manifest: Manifest) => {
  const path = join(profile, MANIFEST);
  const lines = [...manifest].map(([name, fingerprint]) => (fingerprint === '' ? name : `${name}:${fingerprint}`));
  const text = lines
    .toSorted(byCodeUnits)
    .map((line) => `${line}\n`)
    .join('');
  if (text !== (await readFile(path, 'utf8').catch(absent))) await replaceFile(path, text);
};
