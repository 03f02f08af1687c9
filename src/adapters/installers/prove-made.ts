import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Installed, InstallRequest } from '../../machines/ports/installer.ts';
import type { Result } from '../../machines/ports/result.ts';
import { absent, nullOn } from '../files/errno.ts';
import { decisiveLine, readOutputLines } from './command-output.ts';
import { parseListing } from './git-clone.ts';
import { placeSkill } from './place-skill.ts';
import { refuse, type Refusal } from './refusal.ts';
import { findUnsafeEntry, parseSkill } from './skill-tree.ts';
import { workOf } from './skills-work.ts';

export type ProveOptions = Readonly<{
  profilePath: (profile: string) => string;
  /** Keyed digest of a tree. */
  digestTree: (directory: string) => Promise<string>;
  /** File with the output of the run whose private directory this is. */
  outputPath: (directory: string) => string;
}>;

/** Judges what the CLI made in the run directory and, when it is one plain skill with a free name, moves it into the profile. */
export const proveMade = async (request: InstallRequest, options: ProveOptions): Promise<Result<Installed>> => {
  const profile = options.profilePath(request.profile.profile);
  if (!(await isDirectory(profile))) {
    return refuse(
      'profile/missing',
      `${request.identifier} was not installed: ${profile} is no longer there.`,
      'create-again',
    );
  }
  const skill = await readMade(request, options);
  if ('ok' in skill) return skill;
  const placed = await placeSkill({ made: skill.made, name: skill.name, profile, run: request.directory });
  if ('taken' in placed) return refuseTaken(request.identifier, skill.name, placed.taken);
  const digest = await options.digestTree(join(profile, placed.path));
  return { ok: true, name: skill.name, path: placed.path, wrote: { [`${placed.path}/`]: digest }, notices: [] };
};

/** The refusal when a skill of that name or place exists; it is never replaced. */
export const refuseTaken = (identifier: string, name: string, taken: string): Refusal =>
  refuse(
    'install/name-taken',
    `${identifier} was not installed: the profile already has ${taken}, which stands in the way of the skill ${name}. ` +
      'Rename or remove the one that is there, then retry.',
    'retry',
  );

const readMade = async (
  { identifier, directory }: InstallRequest,
  { outputPath }: ProveOptions,
): Promise<{ made: string; name: string } | Refusal> => {
  const work = workOf(directory);
  const names = await namesIn(work.made);
  const [first] = names;
  if (first === undefined) return refuseNothing(identifier, await readOutputLines(outputPath(directory)));
  if (names.length > 1) return refuseSeveral(identifier, names);
  const made = join(work.made, first);
  const unsafe = (await findUnsafeEntry(work.made)) ?? (await findCopiedLink(work, made));
  if (unsafe !== null) return refuse('install/unsafe-content', `${identifier} was not installed: ${unsafe}.`);
  const skill = parseSkill((await readIfThere(join(made, 'SKILL.md'))) ?? '');
  if (skill !== null && isSafeName(first)) return { made, name: skill.name };
  return refuse(
    'install/unproved',
    `${identifier} was not installed: what it made has no SKILL.md with a name and a description.`,
  );
};

const refuseNothing = (identifier: string, lines: readonly string[]): Refusal => {
  const line = decisiveLine(lines);
  const isNetwork = /resolve|connect|timed out|network|TLS|SSL/i.test(line);
  return isNetwork
    ? refuse('install/exit-code', `${identifier} could not be fetched: ${line}`, 'retry')
    : refuse('install/not-found', `No skill was found at ${identifier}: ${line}`);
};

const refuseSeveral = (identifier: string, names: readonly string[]): Refusal => {
  const source = identifier.split('#', 1)[0] ?? identifier;
  const example = source.startsWith('/')
    ? `the folder of one of them`
    : /:/.test(source)
      ? `${source}#@${names[0]}`
      : `${source}@${names[0]}`;
  return refuse(
    'install/several-skills',
    `${identifier} holds ${names.length} skills (${names.slice(0, 20).join(', ')}). Name one, for example ${example}.`,
  );
};

/**
 * The clone holds links as text files. A link below any directory of the clone that this skill can have been copied from
 * (same SKILL.md) makes it unsafe; links elsewhere in the repository are nobody's business.
 */
const findCopiedLink = async (work: ReturnType<typeof workOf>, made: string): Promise<string | null> => {
  const listing = parseListing((await readIfThere(work.listing)) ?? '');
  const links = listing.filter(({ isLink }) => isLink);
  if (links.length === 0) return null;
  const text = await readIfThere(join(made, 'SKILL.md'));
  for (const { path } of listing.filter((entry) => /(^|\/)SKILL\.md$/.test(entry.path))) {
    if ((await readIfThere(join(work.source, path))) !== text) continue;
    const folder = dirname(path);
    const link = links.find((entry) => folder === '.' || entry.path.startsWith(`${folder}/`));
    if (link !== undefined) return `${link.path} is a symbolic link`;
  }
  return null;
};

const isSafeName = (name: string): boolean => /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,254}$/u.test(name);

const namesIn = async (directory: string): Promise<readonly string[]> =>
  ((await readdir(directory).catch(absent)) ?? []).toSorted();

const readIfThere = async (path: string): Promise<string | null> =>
  await readFile(path, 'utf8').catch(nullOn('ENOENT', 'ENOTDIR', 'EISDIR'));

const isDirectory = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};
