import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogServer } from '../../machines/ports/catalog.ts';
import type { RunJob } from '../../machines/ports/runner.ts';
import { isTaken } from '../files/directory-identity.ts';
import { findOnPath } from '../find-on-path.ts';
import { removeTree } from '../hermes-home/remove-tree.ts';
import type { Done } from './action-task.ts';
import type { RunCommand } from './run-command.ts';

type Building = Readonly<{
  /** Directory of the profile. */
  path: string;
  env: Readonly<Record<string, string>>;
  timeoutMs: number;
  run: RunCommand;
  print: (line: string) => void;
}>;

/**
 * Clones and builds a server of the catalog where Hermes keeps it, then lets `finish` write its entry. What was there
 * before comes back when any of it fails.
 */
export const buildServer = async (
  building: Building,
  { name, install }: CatalogServer,
  finish: (clone: string) => Promise<Done>,
): Promise<Done> => {
  if (install === null) return { ok: false, said: `The manifest of "${name}" has nothing to build.` };
  if ((await findOnPath('git', building.env['PATH'] ?? '')) === null)
    return { ok: false, said: 'git is required to install this MCP server but was not found on PATH.' };
  const root = join(building.path, 'mcp-installs');
  const places = { clone: join(root, name), aside: join(root, `.previous-${name}`) };
  await mkdir(root, { recursive: true });
  // A build that did not come to its end left it there.
  await putBack(places);
  if (isTaken(places.clone)) await rename(places.clone, places.aside);
  const failure = await build(building, install, places.clone);
  const done = failure === null ? await finish(places.clone) : { ok: false, said: failure };
  if (done.ok) await removeTree(places.aside);
  else await removeTree(places.clone).then(async () => await putBack(places));
  return done;
};

const putBack = async ({ clone, aside }: Readonly<{ clone: string; aside: string }>): Promise<void> => {
  if (!isTaken(aside)) return;
  await removeTree(clone);
  await rename(aside, clone);
};

type Install = NonNullable<CatalogServer['install']>;

/** Why it could not be built; null when it was. */
const build = async (building: Building, { url, ref, bootstrap }: Install, clone: string): Promise<string | null> => {
  if (ref.startsWith('-')) return `The manifest asks for the version "${ref}", which is none.`;
  if (!(await cloneAt(building, { url, ref, clone }))) return `git could not clone ${url} at ${ref}.`;
  for (const command of bootstrap) {
    building.print(`  $ ${command}`);
    const code = await runIn(building, clone, ['/bin/sh', '-c', command]);
    if (code !== 0) return `bootstrap step failed (exit ${code}): ${command}`;
  }
  return null;
};

type Wanted = Readonly<{ url: string; ref: string; clone: string }>;

/** Git clones branches and tags in one go; a commit has to be looked for in all of it. */
const cloneAt = async (building: Building, { url, ref, clone }: Wanted): Promise<boolean> => {
  const git = async (...args: string[]) => (await runIn(building, building.path, ['git', ...args])) === 0;
  const isCommit = /^[0-9a-f]{7,40}$/.test(ref);
  if (!isCommit && (await git('clone', '--depth', '1', `--branch=${ref}`, '--', url, clone))) return true;
  await removeTree(clone);
  return (await git('clone', '--', url, clone)) && (await git('-C', clone, 'checkout', ref));
};

const runIn = async ({ run, env, timeoutMs }: Building, cwd: string, command: RunJob['command']): Promise<number> =>
  await run({ command, env: { ...env, GIT_TERMINAL_PROMPT: '0' }, cwd, timeoutMs });
