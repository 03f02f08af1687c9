import type { Problem, ProblemCode } from '../../machines/flow/codes.ts';
import type { Notice } from '../../machines/flow/codes.ts';
import type { ProfileRef } from '../../machines/ports/profile-home.ts';
import type { Wrote } from '../../machines/ports/result.ts';
import { isSameDirectory, isTaken, readDirectoryIdentity } from '../files/directory-identity.ts';
import { type Claim } from './claim.ts';
import { Refused, problem, toProblem } from './file-fault.ts';
import { type Home, profilePath } from './home.ts';
import { noteOthers } from './own-writes.ts';

/** A write to the profile a flow made. */
export type ClaimedWrite<T> = (path: string, claim: Claim) => Promise<T>;

/** How a failed write is reported. */
export type Failure = Readonly<{ code: ProblemCode; attempted: string }>;

export const nothingChanged: Readonly<{ wrote: Wrote; notices: readonly Notice[] }> = { wrote: {}, notices: [] };

/** Does a write when the directory is still the one this flow made; every failure becomes a problem. */
export const writeClaimed = async <T extends object>(
  home: Home,
  ref: ProfileRef,
  failure: Failure,
  write: ClaimedWrite<T>,
): Promise<(T & { ok: true }) | { ok: false; problem: Problem }> => {
  const path = profilePath(home.root, ref.profile);
  try {
    const claim = await home.claims.read(ref.flow);
    refuseStranger(claim, ref, path);
    await noteOthers(home, ref.flow, path);
    return { ok: true, ...(await write(path, claim)) };
  } catch (error) {
    return { ok: false, problem: toProblem(failure.code, failure.attempted, path, error) };
  }
};

/** Throws unless the directory at the profile's place is the one this flow made. */
function refuseStranger(claim: Claim | null, ref: ProfileRef, path: string): asserts claim is Claim {
  if (claim?.made && isSameDirectory(claim.made.directory, readDirectoryIdentity(path))) return;
  throw new Refused(
    isTaken(path)
      ? problem(
          'profile/replaced',
          `What stands at ${path} is not the profile this flow made ("${ref.profile}"). It was left alone.`,
          'none',
        )
      : problem(
          'profile/missing',
          `The profile "${ref.profile}" is gone: nothing was found at ${path}. Create it again.`,
          'create-again',
        ),
  );
}
