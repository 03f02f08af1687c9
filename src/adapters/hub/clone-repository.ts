import { execa } from 'execa';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decisiveLine } from '../installers/command-output.ts';
import { CLONE_ARGUMENTS, cloneEnvironment } from '../installers/git-clone.ts';
import { withoutCredentials } from '../installers/refusal.ts';
import { removeTree } from '../hermes-home/remove-tree.ts';

/** A branch or tag of a git repository; null = the one it names itself. */
export type Repository = Readonly<{ url: string; ref: string | null }>;

export type CloneOptions = Readonly<{
  baseEnv: Readonly<Record<string, string>>;
  timeoutMs: number;
  signal: AbortSignal;
}>;

/** Where a clone and git's listing of it are. */
export const placeOf = (root: string) => ({ root, source: join(root, 'source'), listing: join(root, 'listing') });

/** Clones beside its place and renames it in, over an older one. Answers why it could not be, in git's words, or null. */
export const cloneRepository = async (
  { url, ref }: Repository,
  root: string,
  options: CloneOptions,
): Promise<string | null> => {
  const fresh = placeOf(`${root}.new`);
  await removeTree(fresh.root);
  await mkdir(fresh.root, { mode: 0o700 });
  try {
    const branch = ref === null ? [] : [`--branch=${ref}`];
    const cloned = await git(fresh.root, options, [...CLONE_ARGUMENTS, ...branch, '--', url, fresh.source]);
    if (!cloned.ok) return cloned.reason;
    const listed = await git(fresh.root, options, ['-C', fresh.source, 'ls-files', '--stage', '-z']);
    if (!listed.ok) return listed.reason;
    await writeFile(fresh.listing, listed.text);
    await removeTree(root);
    await rename(fresh.root, root);
    return null;
  } finally {
    await removeTree(fresh.root);
  }
};

const git = async (cwd: string, { baseEnv, timeoutMs, signal }: CloneOptions, args: readonly string[]) => {
  const { exitCode, stdout, stderr, timedOut } = await execa('git', args, {
    cwd,
    env: { ...cloneEnvironment(baseEnv), HOME: cwd },
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    timeout: timeoutMs,
    cancelSignal: signal,
    forceKillAfterDelay: 1000,
  });
  if (exitCode === 0) return { ok: true, text: stdout } as const;
  if (timedOut) return { ok: false, reason: `git did not finish within ${timeoutMs / 1000} s` } as const;
  if (exitCode === undefined) return { ok: false, reason: 'git could not be run' } as const;
  return { ok: false, reason: withoutCredentials(decisiveLine(stderr.split('\n'))) } as const;
};
