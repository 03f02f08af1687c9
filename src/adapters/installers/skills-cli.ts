import { mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installer, InstallRequest } from '../../machines/ports/installer.ts';
import { findOnPath } from '../find-on-path.ts';
import { CLONE_ARGUMENTS, cloneEnvironment } from './git-clone.ts';
import { parseIdentifier, type Identifier } from '../../machines/flow/skill-identifier.ts';
import { proveMade, type ProveOptions } from './prove-made.ts';
import { refuse, type Refusal } from './refusal.ts';
import { findUnsafeEntry } from './skill-tree.ts';
import { workOf } from './skills-work.ts';

export type SkillsCliOptions = ProveOptions &
  Readonly<{
    /** Absolute path of the Node that runs the CLI, and of the CLI's script. */
    skillsCli: Readonly<{ node: string; script: string }>;
    baseEnv: Readonly<Record<string, string>>;
    timeoutMs: number;
  }>;

type Source = Readonly<{
  clone: Readonly<{ url: string; ref: string | null }> | null;
  folder: string;
  skill: string | null;
}>;

// The clone is ours and not the CLI's: its listing, taken before anything is copied, shows which files were links.
const CLONE_THEN_RUN = `
url=$1 ref=$2; shift 2
git ${CLONE_ARGUMENTS.join(' ')} \${ref:+"--branch=$ref"} -- "$url" source || exit
git -C source ls-files --stage -z > listing || exit
exec "$@"`;

/** Installs from git repositories and folders by the skills CLI, which never sees the profile: it works in the run directory. */
export const createSkillsCli = (options: SkillsCliOptions): Installer => ({
  name: 'skills',
  prepare: async (request) => {
    const source = await toSource(parseIdentifier(request.identifier), request, options);
    if ('ok' in source) return source;
    const work = workOf(request.directory);
    for (const path of [work.home, work.state, work.hermes, work.temporary]) await mkdir(path, { recursive: true });
    return {
      ok: true,
      job: {
        command: commandOf(source, options),
        env: envOf(work, options),
        cwd: work.root,
        timeoutMs: options.timeoutMs,
      },
    };
  },
  prove: (request) => proveMade(request, options),
});

const toSource = async (
  identifier: Identifier,
  request: InstallRequest,
  options: SkillsCliOptions,
): Promise<Source | Refusal> => {
  const what = request.identifier;
  switch (identifier.kind) {
    case 'folder':
      return toFolderSource(identifier.path, what);
    case 'git':
      return toGitSource(identifier, request, options);
    case 'github': {
      const url = `https://github.com/${identifier.owner}/${identifier.repo}.git`;
      return toGitSource({ ...identifier, url, ref: null }, request, options);
    }
    case 'invalid':
      return refuse('install/invalid-identifier', `${JSON.stringify(what)} cannot be installed: ${identifier.reason}.`);
    default:
      return refuse('install/needs-hermes', `${what} comes from a hub that only Hermes can reach.`);
  }
};

const toFolderSource = async (path: string, what: string): Promise<Source | Refusal> => {
  const folder = await realpathOfDirectory(path);
  if (folder === null) return refuse('install/not-found', `${what} is not a folder on this machine.`);
  const unsafe = await findUnsafeEntry(folder);
  // The CLI would copy what a link points at, so links are refused before it runs.
  if (unsafe !== null) return refuse('install/unsafe-content', `${what} was not installed: ${unsafe}.`);
  return { clone: null, folder, skill: null };
};

const toGitSource = async (
  git: Readonly<{ url: string; ref: string | null; path: string | null; skill: string | null }>,
  { directory, identifier }: InstallRequest,
  options: SkillsCliOptions,
): Promise<Source | Refusal> => {
  if ((await findOnPath('git', options.baseEnv['PATH'] ?? '')) === null) {
    return refuse(
      'install/needs-git',
      `Cloning ${identifier} needs git, and no program "git" was found on the PATH of the server. Install git, then retry.`,
      'retry',
    );
  }
  return { clone: git, folder: join(workOf(directory).source, git.path ?? '.'), skill: git.skill };
};

const realpathOfDirectory = async (path: string): Promise<string | null> => {
  try {
    const folder = await realpath(path);
    return (await stat(folder)).isDirectory() ? folder : null;
  } catch {
    return null;
  }
};

const commandOf = ({ clone, folder, skill }: Source, { skillsCli }: SkillsCliOptions): [string, ...string[]] => {
  const select = skill === null ? [] : ['--skill', skill];
  const add = ['add', folder, '-g', '-a', 'hermes-agent', '-y', '--copy', '--json', ...select];
  if (clone === null) return [skillsCli.node, skillsCli.script, ...add];
  return [
    '/bin/sh',
    '-c',
    CLONE_THEN_RUN,
    'install',
    clone.url,
    clone.ref ?? '',
    skillsCli.node,
    skillsCli.script,
    ...add,
  ];
};

const envOf = (work: ReturnType<typeof workOf>, { baseEnv }: SkillsCliOptions): Record<string, string> => ({
  ...cloneEnvironment(baseEnv),
  HERMES_HOME: work.hermes,
  HOME: work.home,
  XDG_STATE_HOME: work.state,
  XDG_CONFIG_HOME: work.home,
  XDG_CACHE_HOME: work.temporary,
  TMPDIR: work.temporary,
  DISABLE_TELEMETRY: '1',
  DO_NOT_TRACK: '1',
  NODE_DISABLE_COMPILE_CACHE: '1',
  NO_COLOR: '1',
  TERM: 'dumb',
  COLUMNS: '1000',
});
