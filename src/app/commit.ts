import { chain, type Link } from '../machines/flow/chain.ts';
import type { FlowContext } from '../machines/flow/context.ts';
import type { Fact } from '../machines/flow/events.ts';
import type { Flow } from '../machines/flow/fold.ts';
import { isAtRest } from '../machines/flow/rest.ts';
import type { Secrets } from '../machines/flow/secrets.ts';
import type { Transition } from '../machines/flow/transition.ts';
import type { AppendResult, StreamAppend } from '../machines/ports/event-store.ts';
import type { Deps } from './deps.ts';
import { refuseImported } from './imported.ts';
import { type Folded, type Ledger, streamOf } from './ledger.ts';
import { type Refused, isRefused, refuse } from './refusal.ts';
import { inProgress, readReservation, type Reservation, toReservationAppend } from './reservation.ts';

/** What someone wants recorded, decided on the flow as it is. */
export type Proposal = Readonly<{
  facts: readonly Fact[];
  causation?: string;
  command?: string | undefined;
  /** Values the facts refer to. Kept sealed once they are recorded, destroyed if they are not. */
  secrets?: Secrets;
  /** What was prepared in the world for these facts: kept once they are recorded, taken back if they are not. */
  prepared?: Readonly<{ finish(): Promise<void>; undo(): Promise<void> }>;
}>;

/** `null` = there is nothing to record (a late answer). */
export type Propose = (folded: Folded | null) => Promise<Proposal | Refused | null> | Proposal | Refused | null;

/** The one way anything is recorded: decide, fold, append with the expected version, publish. Call it in the flow's queue. */
export type Commit = (id: string, propose: Propose) => Promise<Flow | Refused | null>;

type Publish = (flow: Flow, transitions: readonly Transition[]) => void;

const ATTEMPTS = 3;

export const createCommit = (deps: Deps, ledger: Ledger, publish: Publish): Commit => {
  const once = async (id: string, propose: Propose): Promise<Flow | Refused | 'conflict' | null> => {
    const folded = await ledger.load(id);
    const readOnly = folded && refuseImported(folded.flow);
    if (readOnly) return readOnly;
    const proposal = await propose(folded);
    if (proposal === null || isRefused(proposal)) return proposal;
    const draft = await toDraft(deps, { id, folded, proposal });
    if (draft === null) return null;
    if (isRefused(draft)) return undo(proposal, draft);
    const { after, links, appends } = draft;
    const sealed = await sealSecrets(deps, { before: folded?.flow ?? null, after, secrets: proposal.secrets });
    const takeBack = async <T>(answer: T): Promise<T> => {
      await sealed.undo();
      return undo(proposal, answer);
    };
    const result = await deps.store.append(appends).catch(async (error: unknown) => {
      throw await takeBack(error);
    });
    if (result.kind !== 'appended') {
      ledger.forget(id);
      return takeBack(await onConflict(deps, after.snapshot.context, result));
    }
    publish(after, ledger.extend(id, folded, links, result.records));
    await proposal.prepared?.finish();
    return after;
  };
  return async (id, propose) => {
    for (let attempted = 1; ; attempted += 1) {
      const answer = await once(id, propose);
      if (answer !== 'conflict') return answer;
      if (attempted === ATTEMPTS)
        return refuse('store/busy', 'Someone else is writing to this flow. Try again.', { flow: id });
    }
  };
};

type Draft = Readonly<{ after: Flow; links: readonly Link[]; appends: readonly StreamAppend[] }>;
type Asked = Readonly<{ id: string; folded: Folded | null; proposal: Proposal }>;

/** What is to be appended, if the chart takes the facts and the name can be had; null when there are no facts. */
const toDraft = async (deps: Deps, { id, folded, proposal }: Asked): Promise<Draft | Refused | null> => {
  const { facts, causation = null, command = null } = proposal;
  const at = deps.clock.now().toISOString();
  const chained = chain(folded, facts, { at, correlation: id, causation, command }, deps.sha256);
  if ('refused' in chained) return notAllowed(folded, chained.refused);
  const { links } = chained;
  const after = links.at(-1)?.after;
  if (!after) return null;
  const reservation = await reserve(deps, folded, after);
  if (isRefused(reservation)) return reservation;
  const name = reservation.held && toReservationAppend(reservation.held, { flow: after, at, sha256: deps.sha256 });
  const records = links.map((link) => link.record);
  const own = { stream: streamOf(id), expected: folded?.flow.version ?? 0, records };
  return { after, links, appends: name ? [own, name] : [own] };
};

type Sealing = Readonly<{ before: Flow | null; after: Flow; secrets: Secrets | undefined }>;

/**
 * Secrets live as long as their flow is open: sealed before the log refers to them, destroyed before it says the flow
 * has ended. Both happen in the flow's queue, so that an end and a retry never cross.
 */
const sealSecrets = async (
  deps: Deps,
  { before, after, secrets }: Sealing,
): Promise<Readonly<{ undo(): Promise<void> }>> => {
  const { flow: id } = after.snapshot.context;
  const wasOpen = before !== null && !isAtRest(before);
  if (wasOpen && isAtRest(after))
    await deps.vault.destroy(id).catch((error: unknown) => deps.onFault(`destroying the secrets of ${id}`, error));
  if (secrets === undefined || Object.keys(secrets).length === 0) return { undo: async () => {} };
  await deps.vault.seal(id, secrets);
  return { undo: async () => (wasOpen ? undefined : deps.vault.destroy(id)) };
};

/** The name changes hands only when the flow opens or comes to rest; in between nobody reads the reservation. */
const reserve = async (
  deps: Deps,
  folded: Folded | null,
  after: Flow,
): Promise<{ held: Reservation | null } | Refused> => {
  const wasOpen = folded !== null && !isAtRest(folded.flow);
  if (wasOpen !== isAtRest(after)) return { held: null };
  const { profile, flow } = after.snapshot.context;
  const held = await readReservation(deps.store, profile);
  const { holder } = held;
  return !wasOpen && holder !== null && holder !== flow ? inProgress(profile, holder) : { held };
};

const onConflict = async (
  deps: Deps,
  { profile, flow: id }: Pick<FlowContext, 'profile' | 'flow'>,
  result: Exclude<AppendResult, { kind: 'appended' }>,
): Promise<Refused | 'conflict'> => {
  if (result.kind === 'conflict' && result.stream === streamOf(id)) return 'conflict';
  const { holder } = await readReservation(deps.store, profile);
  return holder !== null && holder !== id ? inProgress(profile, holder) : 'conflict';
};

const notAllowed = (folded: Folded | null, type: Fact['type']): Refused => {
  const state = folded?.flow.snapshot.value ?? 'nothing';
  const about = folded ? { flow: folded.flow.snapshot.context.flow } : {};
  return refuse('flow/not-allowed', `A flow in state "${String(state)}" does not take ${type} now.`, about);
};

const undo = async <T>({ prepared }: Proposal, answer: T): Promise<T> => {
  await prepared?.undo();
  return answer;
};
