import type { Flow } from '../machines/flow/fold.ts';
import { isAtRest } from '../machines/flow/rest.ts';
import type { EventStore, NewRecord, StoredRecord, StreamAppend } from '../machines/ports/event-store.ts';
import type { Sha256 } from '../machines/flow/hash.ts';
import { refuse, type Refused } from './refusal.ts';

/** Who holds a profile's name: the last word of its reservation stream. */
export type Reservation = Readonly<{ version: number; hash: string; holder: string | null }>;

const streamOf = (profile: string): string => `profile-${profile}`;

/** One open flow per name; it is decided by the append, not here. */
export const readReservation = async (store: EventStore, profile: string): Promise<Reservation> => {
  const last = (await store.readStream(streamOf(profile))).at(-1);
  return last
    ? { version: last.version, hash: last.hash, holder: holderOf(last) }
    : { version: 0, hash: '', holder: null };
};

/** Why a flow cannot have the name now. */
export const inProgress = (profile: string, holder: string): Refused =>
  refuse(
    'profile/in-progress',
    `Another flow is creating "${profile}" right now. Open it, or wait until it has ended.`,
    { flow: holder },
  );

/** The append that takes or gives back the name with the flow's records; null when nothing changes hands. */
export const toReservationAppend = (
  held: Reservation,
  { flow, at, sha256 }: { flow: Flow; at: string; sha256: Sha256 },
): StreamAppend | null => {
  const { flow: id, profile } = flow.snapshot.context;
  const wants = isAtRest(flow) ? null : id;
  if (held.holder === wants || (wants === null && held.holder !== id)) return null;
  const type = wants === null ? 'profile.released' : 'profile.reserved';
  return { stream: streamOf(profile), expected: held.version, records: [toRecord({ type, id, at }, held, sha256)] };
};

type Word = Readonly<{ type: string; id: string; at: string }>;

const toRecord = ({ type, id, at }: Word, held: Reservation, sha256: Sha256): NewRecord => {
  const data = JSON.stringify({ flow: id });
  const hash = sha256(JSON.stringify([held.hash, held.version + 1, type, at, data]));
  return { type, schema: 1, at, data, causation: null, correlation: id, command: null, hash };
};

const holderOf = ({ type, correlation }: StoredRecord): string | null =>
  type === 'profile.reserved' ? correlation : null;
