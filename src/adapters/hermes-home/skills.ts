import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Notice, Problem } from '../../machines/flow/codes.ts';
import type { SkillsChoice } from '../../machines/flow/plan.ts';
import type { Change, ProfileRef, SkillsAnswer } from '../../machines/ports/profile-home.ts';
import type { Wrote } from '../../machines/ports/result.ts';
import { absent } from '../files/errno.ts';
import type { Claim } from './claim.ts';
import { writeClaimed } from './claimed.ts';
import { editConfig, readConfig } from './config-yaml.ts';
import { readDenyList, setDenyList } from './deny-list.ts';
import { Refused, problem, toProblem } from './file-fault.ts';
import type { Home } from './home.ts';
import { createNoteWrite, type NoteWrite } from './own-writes.ts';
import { placeSkill } from './place-skill.ts';
import { MANIFEST, type Seeded, noteInManifest, seedBundle } from './seed.ts';
import { type SkillFolder, findSkills, isCalled } from './skill-files.ts';
import { digestUnit } from './tree-units.ts';

type Failed = Readonly<{ name: string; problem: Problem }>;

/** Seeds the bundle, disables what is not kept, adds optional skills. One name that fails never fails the others. */
export const applySkills = async (home: Home, ref: ProfileRef, choice: SkillsChoice): Promise<SkillsAnswer> =>
  await writeClaimed(
    home,
    ref,
    { code: 'skills/write-failed', attempted: 'Setting up the skills' },
    async (profile, claim) => {
      const { seeded, notices } = await seed(home, profile, claim);
      const added = await addAll(home, profile, choice.optional);
      const kept =
        choice.mode === 'exactly' ? await keepOnly(home, profile, claim, choice) : { disabled: [], failed: [] };
      await enableAll(profile, added.names, createNoteWrite(home, claim.flow));
      const paths = [...seeded.paths, ...added.paths, ...(await configPath(profile, choice))];
      return {
        ...{ notices, seeded: seeded.names, disabled: kept.disabled, added: added.names },
        wrote: await digestAll(home, profile, paths),
        failed: [...kept.failed, ...added.failed],
      };
    },
  );

/** Named even when this time nothing changed in it: an earlier try may have, without living to tell. */
const configPath = async (profile: string, choice: SkillsChoice) => {
  if (choice.mode !== 'exactly' && choice.optional.length === 0) return [];
  return (await stat(join(profile, 'config.yaml')).catch(absent)) === null ? [] : ['config.yaml'];
};

/** Enables one skill: off the deny-list when it is there, else copied from the bundle or the optional skills. */
export const enableSkill = async (home: Home, ref: ProfileRef, name: string): Promise<Change> =>
  await writeClaimed(
    home,
    ref,
    { code: 'skill/failed', attempted: `Enabling the skill "${name}"` },
    async (profile) => {
      const here = (await findSkills(join(profile, 'skills'))).find((skill) => isCalled(skill, name));
      const paths = here ? [] : await addFromAnywhere(home, profile, name);
      const names = here ? [here.name, here.folder] : [name];
      const config = await enableAll(profile, names, createNoteWrite(home, ref.flow));
      return { wrote: await digestAll(home, profile, config ? [...paths, 'config.yaml'] : paths), notices: [] };
    },
  );

const nothingSeeded: Seeded = { names: [], paths: [] };

const seed = async (home: Home, profile: string, claim: Claim): Promise<{ seeded: Seeded; notices: Notice[] }> => {
  const optedOut = await stat(join(profile, '.no-bundled-skills')).catch(absent);
  if (claim.cloned || optedOut !== null) return { seeded: nothingSeeded, notices: [] };
  const bundle = home.env.bundledSkills;
  const found = bundle === undefined ? null : await stat(bundle).catch(absent);
  if (bundle === undefined || !found?.isDirectory()) return { seeded: nothingSeeded, notices: [noBundle(bundle)] };
  try {
    return { seeded: await seedBundle(bundle, profile), notices: [] };
  } catch (error) {
    throw new Refused(toProblem('skills/seed-failed', 'Copying the bundled skills', profile, error));
  }
};

const noBundle = (bundle: string | undefined): Notice => ({
  code: 'skills/no-bundle',
  message: `No bundled skills were found${bundle === undefined ? '' : ` at ${bundle}`}, so the profile starts without them. Hermes adds its own at its next update.`,
});

type Added = Readonly<{ names: readonly string[]; paths: readonly string[]; failed: readonly Failed[] }>;

const addAll = async (home: Home, profile: string, wanted: readonly string[]): Promise<Added> => {
  const names: string[] = [];
  const paths: string[] = [];
  const failed: Failed[] = [];
  for (const name of cleanNames(wanted)) {
    const added = await tryToAdd(home, profile, name);
    if (!added.ok) failed.push({ name, problem: added.problem });
    else {
      names.push(added.name);
      paths.push(added.path);
    }
  }
  return { names, paths, failed };
};

const tryToAdd = async (home: Home, profile: string, name: string) => {
  try {
    const source = home.env.optionalSkills;
    const skill = source === undefined ? undefined : await findIn(source, name);
    if (source === undefined || skill === undefined) return { ok: false, problem: unknown(name, 'optional') } as const;
    return { ok: true, name: skill.name, path: await add(source, skill, profile) } as const;
  } catch (error) {
    return { ok: false, problem: toProblem('skill/failed', `Adding the skill "${name}"`, profile, error) } as const;
  }
};

const findIn = async (source: string, name: string) =>
  (await findSkills(source)).find((skill) => isCalled(skill, name));

const add = async (source: string, skill: SkillFolder, profile: string) => {
  const path = `skills/${skill.directory}/`;
  if ((await placeSkill({ source, skill, profile })) !== 'other') return path;
  const message = `Another skill stands at ${join(profile, path)} and was left alone. Move it away, then try again.`;
  throw new Refused(problem('skill/failed', message));
};

const addFromAnywhere = async (home: Home, profile: string, name: string) => {
  const { bundledSkills: bundle, optionalSkills: optional } = home.env;
  const bundled = bundle === undefined ? undefined : await findIn(bundle, name);
  if (bundle !== undefined && bundled) {
    const path = await add(bundle, bundled, profile);
    await noteInManifest(bundle, profile, bundled);
    return [path, MANIFEST];
  }
  const skill = optional === undefined ? undefined : await findIn(optional, name);
  if (optional !== undefined && skill) return [await add(optional, skill, profile)];
  throw new Refused(unknown(name, 'bundled or optional'));
};

const keepOnly = async (home: Home, profile: string, claim: Claim, choice: SkillsChoice) => {
  const skills = await findSkills(join(profile, 'skills'));
  const wanted = cleanNames([...choice.keep, ...choice.optional]);
  const dropped = skills.filter((skill) => !wanted.some((name) => isCalled(skill, name))).map(({ name }) => name);
  const path = join(profile, 'config.yaml');
  const before = claim.disabledBefore ?? readDenyList(await readConfig(path));
  await home.claims.update(claim.flow, (now) => ({ ...now, disabledBefore: [...before] }));
  await editConfig(path, (config) => setDenyList(config, [...readDenyList(config), ...dropped]), {
    newVersion: home.configVersion,
    noteWrite: createNoteWrite(home, claim.flow),
  });
  const missing = cleanNames(choice.keep).filter((name) => !skills.some((skill) => isCalled(skill, name)));
  return {
    disabled: [...new Set(dropped)].filter((name) => !before.includes(name)).toSorted(),
    failed: missing.map((name): Failed => ({ name, problem: unknown(name, 'seeded') })),
  };
};

/** Nothing is written when none of the names was disabled. */
const enableAll = async (profile: string, names: readonly string[], noteWrite: NoteWrite) => {
  const isDisabled = (name: string) => !names.includes(name);
  if (names.length === 0) return false;
  const path = join(profile, 'config.yaml');
  if (readDenyList(await readConfig(path)).every(isDisabled)) return false;
  return await editConfig(path, (config) => setDenyList(config, readDenyList(config).filter(isDisabled)), {
    noteWrite,
  });
};

const unknown = (name: string, kind: string): Problem =>
  problem(
    'skill/unknown',
    `There is no ${kind} skill "${name}". Check its spelling or choose another.`,
    'edit-and-retry',
  );

const cleanNames = (names: readonly string[]) => [
  ...new Set(names.map((name) => name.trim()).filter((name) => name !== '')),
];

const digestAll = async (home: Home, profile: string, paths: readonly string[]): Promise<Wrote> => {
  const digests = paths.map(async (path) => [path, await digestUnit(profile, path, home.digest)] as const);
  return Object.fromEntries(await Promise.all(digests));
};
