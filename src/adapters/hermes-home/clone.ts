import { lstat, mkdir, readFile, realpath, stat, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CloneChoice } from '../../machines/flow/plan.ts';
import { PROFILE_NAME, toProfileId } from '../../machines/flow/profile-name.ts';
import { absent } from '../files/errno.ts';
import { writeNewFile } from '../files/new-file.ts';
import { type Leave, copyPlainFile, copyTree } from './copy-tree.ts';
import { withoutMessagingTokens } from './dot-env.ts';
import { Refused, problem } from './file-fault.ts';
import { type Home, profilePath } from './home.ts';

/** Copies a profile into the staged directory; refuses with `identity/clone-source-missing`. */
export const copyProfile = async (
  { root, rehearsalOf }: Pick<Home, 'root' | 'rehearsalOf'>,
  clone: CloneChoice,
  staged: string,
): Promise<void> => {
  const source = await findSource(rehearsalOf ?? root, clone);
  if (clone.mode === 'all') await copyAll(source, staged, rehearsalOf !== null);
  else await copyConfiguration(source.path, staged);
  await makeOwn(source.path, staged);
  await copyDotEnv(source.path, staged, clone.credentials);
};

type Source = Readonly<{ path: string; isDefault: boolean }>;

const findSource = async (root: string, clone: CloneChoice): Promise<Source> => {
  const name = toProfileId(clone.from);
  const path = profilePath(root, name);
  const found = PROFILE_NAME.test(name) ? await stat(path).catch(absent) : null;
  if (found?.isDirectory()) return { path: await realpath(path), isDefault: name === 'default' };
  throw new Refused(
    problem(
      'identity/clone-source-missing',
      `There is no profile "${clone.from}" to clone: nothing was found at ${path}. Choose a profile that exists.`,
      'create-again',
    ),
  );
};

const copyConfiguration = async (source: string, staged: string) => {
  await mkdir(join(staged, 'memories'), { recursive: true });
  for (const file of ['config.yaml', 'SOUL.md', 'memories/MEMORY.md', 'memories/USER.md'])
    await copyPlainFile(join(source, file), join(staged, file));
  await copyDirectory(source, staged, 'skills');
};

const copyDirectory = async (source: string, staged: string, name: string, leave?: Leave) => {
  const from = await realpath(join(source, name)).catch(absent);
  if (from !== null && (await stat(from)).isDirectory()) await copyTree(from, join(staged, name), leave);
};

const copyAll = async (source: Source, staged: string, isRehearsal: boolean) => {
  await copyTree(
    source.path,
    staged,
    (path, isDirectory) =>
      staysBehind(path, isDirectory, source.isDefault) || (isRehearsal && !path.includes('/') && !lookedAt.has(path)),
  );
};

const staysBehind = (path: string, isDirectory: boolean, fromDefault: boolean) => {
  if (/^(state\.db|\.env$)/.test(path) || leftAtTop.has(path)) return true;
  if (fromDefault && leftAtDefault.has(path)) return true;
  return isDirectory ? basename(path) === '__pycache__' : /\.(pyc|pyo|sock|tmp)$/.test(path);
};

/** What later steps read or write; the rest of a profile, which may be gigabytes, only a real clone copies. */
const lookedAt = new Set([
  ...['config.yaml', 'SOUL.md', 'profile.yaml', 'auth.json', '.no-bundled-skills', 'memories', 'skills'],
]);

const leftAtTop = new Set([
  ...['sessions', 'backups', 'state-snapshots', 'checkpoints'],
  ...['gateway.pid', 'gateway_state.json', 'processes.json'],
]);
const leftAtDefault = new Set(['hermes-agent', '.worktrees', 'profiles', 'bin', 'node_modules', 'active_profile']);

/** A link to what later steps write would let them write into the profile that was cloned, or beyond. */
const makeOwn = async (source: string, staged: string) => {
  for (const name of ['skills', 'memories']) await ownDirectory(source, staged, name);
  for (const file of ['config.yaml', 'SOUL.md', 'profile.yaml', 'memories/MEMORY.md', 'memories/USER.md'])
    await ownFile(join(source, file), join(staged, file));
};

const ownDirectory = async (source: string, staged: string, name: string) => {
  if (!(await isLink(join(staged, name)))) return;
  await unlink(join(staged, name));
  await copyDirectory(source, staged, name);
};

const ownFile = async (from: string, to: string) => {
  if (!(await isLink(to))) return;
  await unlink(to);
  if ((await stat(from).catch(absent)) !== null) await copyPlainFile(from, to);
};

const isLink = async (path: string) => (await lstat(path).catch(absent))?.isSymbolicLink() ?? false;

/** Written rather than copied, so that its keys are never readable by others, not even for a moment. */
const copyDotEnv = async (source: string, staged: string, credentials: CloneChoice['credentials']) => {
  const bytes = await readFile(join(source, '.env')).catch(absent);
  if (bytes === null) return;
  const content = credentials === 'no-messaging' ? withoutMessagingTokens(bytes.toString('utf8')) : bytes;
  await writeNewFile(join(staged, '.env'), content, 0o600);
};
