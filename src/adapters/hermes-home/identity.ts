import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Problem, ProblemCode } from '../../machines/flow/codes.ts';
import type { Change, IdentityRequest, ProfileRef } from '../../machines/ports/profile-home.ts';
import { syncDirectory } from '../files/directories.ts';
import { errorCode, isErrno } from '../files/errno.ts';
import { isSameDirectory, isTaken, readDirectoryIdentity } from '../files/directory-identity.ts';
import type { Claim } from './claim.ts';
import { Refused, adviceOf, errorPath, findingOf, problem } from './file-fault.ts';
import { fillProfile } from './fill-profile.ts';
import { type Home, profilePath, stagedPath } from './home.ts';
import { leftAtFirst } from './own-writes.ts';
import { removeTree } from './remove-tree.ts';
import { digestProfile } from './tree-units.ts';

/**
 * Makes the profile: built beside its place, claimed, renamed in. Asked again after a crash it recognises its own
 * directory by the claim and answers the same; anything else in that place is `profile/exists`.
 */
export const createIdentity = async (home: Home, ref: ProfileRef, request: IdentityRequest): Promise<Change> => {
  try {
    const before = await home.claims.read(ref.flow);
    if (before?.made && isOurs(home, before)) return { ok: true, ...answerOf(before.made) };
    return { ok: true, ...(await build(home, ref, request, before)) };
  } catch (error) {
    return { ok: false, problem: toIdentityProblem(error, profilePath(home.root, ref.profile)) };
  }
};

const isOurs = (home: Home, claim: Claim) =>
  isSameDirectory(claim.made?.directory ?? null, readDirectoryIdentity(profilePath(home.root, claim.profile)));

type Made = NonNullable<Claim['made']>;
const answerOf = ({ wrote, notices }: Made) => ({ wrote, notices });

const build = async (home: Home, ref: ProfileRef, request: IdentityRequest, before: Claim | null) => {
  const missing = missingParents(join(home.root, 'profiles'));
  const claim: Claim = {
    ...{ flow: ref.flow, profile: ref.profile, made: null, alias: null, disabledBefore: null, left: {}, touched: [] },
    parents: [...new Set([...missing, ...(before?.parents ?? [])])],
    cloned: request.clone !== undefined,
    at: before?.at ?? home.clock.now().toISOString(),
  };
  try {
    refuseTaken(home, ref);
    await home.claims.write(claim);
    return answerOf(await stageAndRename(home, claim, request));
  } catch (error) {
    await undo(home, claim);
    throw error;
  }
};

const missingParents = (path: string): string[] => (isTaken(path) ? [] : [path, ...missingParents(dirname(path))]);

const stageAndRename = async (home: Home, claim: Claim, request: IdentityRequest): Promise<Made> => {
  const staged = stagedPath(home.root, claim.flow);
  await removeTree(staged);
  makeStaged(staged);
  await fillProfile(home, staged, request);
  const wrote = await digestProfile(staged, home.digest);
  const directory = readDirectoryIdentity(staged);
  if (directory === null) throw Object.assign(new Error(`${staged} vanished`), { code: 'ENOENT', path: staged });
  const made = { directory, wrote, notices: [] };
  await home.claims.write({ ...claim, made, left: leftAtFirst(home, wrote) });
  renameInto(home, claim);
  await syncDirectory(dirname(staged));
  return made;
};

/** All without a pause: another create that fails may just be taking away a `profiles/` it had made. */
const makeStaged = (staged: string) => {
  for (const parent of missingParents(dirname(staged)).toReversed()) mkdirSync(parent);
  mkdirSync(staged);
};

/** Both calls without a pause between: a rename onto an empty directory would silently replace it. */
const renameInto = (home: Home, claim: Claim) => {
  refuseTaken(home, claim);
  renameSync(stagedPath(home.root, claim.flow), profilePath(home.root, claim.profile));
};

const refuseTaken = (home: Home, ref: ProfileRef) => {
  const path = profilePath(home.root, ref.profile);
  if (isTaken(path)) throw new Refused(problem('profile/exists', existing(ref.profile, path), 'create-again'));
};

const existing = (profile: string, path: string) =>
  `A profile "${profile}" could not be made because something already stands at ${path}. Choose another name or move it away.`;

/** Leaves the disk as it was found. What cannot be removed is left to `sweep`, which still has the claim. */
const undo = async (home: Home, claim: Claim) => {
  const latest = (await home.claims.read(claim.flow).catch(() => null)) ?? claim;
  try {
    await removeTree(stagedPath(home.root, claim.flow));
    if (isOurs(home, latest)) await removeTree(profilePath(home.root, claim.profile));
    for (const parent of claim.parents) removeIfEmpty(parent);
    await home.claims.remove(claim.flow);
  } catch {
    // The first failure is the one to tell; the claim that is still there makes sweep try again.
  }
};

/** Removes a directory unless something is in it by now. */
export const removeIfEmpty = (path: string) => {
  try {
    rmdirSync(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) throw error;
  }
};

const codes: Readonly<Record<string, ProblemCode>> = {
  EACCES: 'identity/not-permitted',
  EPERM: 'identity/not-permitted',
  ENOSPC: 'identity/no-space',
  EDQUOT: 'identity/no-space',
  EROFS: 'identity/read-only',
  EEXIST: 'profile/exists',
  ENOTEMPTY: 'profile/exists',
};

const toIdentityProblem = (error: unknown, target: string): Problem => {
  if (error instanceof Refused) return error.problem;
  const where = errorPath(error, target);
  const message = `Making the profile at ${target} failed at ${where}: ${findingOf(error)}. ${adviceOf(error)} Nothing was left behind.`;
  return problem(codes[errorCode(error)] ?? 'identity/failed', message, 'create-again');
};
