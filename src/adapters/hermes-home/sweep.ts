import { isTaken } from '../files/directory-identity.ts';
import type { Claim } from './claim.ts';
import { finishDiscard, isInTrash, undoDiscard } from './discard.ts';
import { errorPath, findingOf } from './file-fault.ts';
import { type Home, stagedPath } from './home.ts';
import { removeIfEmpty } from './identity.ts';
import { removeTree } from './remove-tree.ts';
import { removeLeftovers } from './shelf/take-away.ts';

/** What the log knows about a flow, as far as its leftovers go. */
export type FlowEnds = Readonly<{
  isOpen(flow: string): boolean | Promise<boolean>;
  isDiscarded(flow: string): boolean | Promise<boolean>;
}>;

/**
 * Clears up after crashes, from this server's own claims only: staged directories of flows that ended are removed,
 * decided discards finished, undecided ones put back. For the start, before any flow goes on. Throws at the end, after
 * everything was tried; what could not be cleared keeps its claim for the next start.
 */
export const sweepHome = async (home: Home, flows: FlowEnds): Promise<void> => {
  await home.claims.removeHalfWritten();
  const errors: Error[] = [];
  for (const claim of await home.claims.list())
    await sweepClaim(home, claim, flows).catch((error: unknown) => errors.push(toError(claim, error)));
  await removeLeftovers(home.root);
  if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join(' '));
};

const toError = ({ flow, profile }: Claim, error: unknown): Error => {
  const message = `What ${flow} left of the profile "${profile}" could not be cleared away at ${errorPath(error, profile)}: ${findingOf(error)}.`;
  return new Error(message, { cause: error });
};

const sweepClaim = async (home: Home, claim: Claim, flows: FlowEnds) => {
  if (await flows.isDiscarded(claim.flow)) return await finishDiscard(home, claim);
  if (isInTrash(home, claim)) return await undoDiscard(home, claim);
  if (isUnfinished(home, claim) && !(await flows.isOpen(claim.flow))) await removeUnfinished(home, claim);
};

/** The profile never came to its place. */
const isUnfinished = (home: Home, claim: Claim) => claim.made === null || isTaken(stagedPath(home.root, claim.flow));

const removeUnfinished = async (home: Home, claim: Claim) => {
  await removeTree(stagedPath(home.root, claim.flow));
  for (const parent of claim.parents) removeIfEmpty(parent);
  await home.claims.remove(claim.flow);
};
