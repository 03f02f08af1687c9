import { createHash } from 'node:crypto';
import type { Fact } from '../../../src/machines/flow/events.ts';
import { type Flow, fold } from '../../../src/machines/flow/fold.ts';
import { GENESIS, hashRecord } from '../../../src/machines/flow/hash.ts';
import { parseRecord, schemaOf } from '../../../src/machines/flow/record.ts';
import type { StoredRecord } from '../../../src/machines/ports/event-store.ts';
import { toEvent } from './play.ts';

/** Flows as stored: recorded live with their hashes, and folded again from what was stored. */

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export type Live = Readonly<{ flow: Flow; records: readonly StoredRecord[] }>;

/** Records one more fact, hashed over the flow as it is live. */
export const recordLive = (live: Live | null, fact: Fact, causation?: string | null): Live => {
  const event = toEvent(live?.flow ?? null, fact, causation);
  const flow = fold(live?.flow ?? null, event)?.flow;
  if (!flow) throw new Error(`${fact.type} cannot be folded.`);
  const envelope = { correlation: 'flw_1', causation: event.causation, command: null, at: event.at, type: event.type };
  const record = {
    ...envelope,
    version: event.version,
    schema: schemaOf(event.type),
    data: JSON.stringify(event.data),
  };
  const hash = hashRecord(sha256, live?.records.at(-1)?.hash ?? GENESIS, record, flow);
  const stored = { ...record, stream: 'flow-flw_1', position: event.version, hash };
  return { flow, records: [...(live?.records ?? []), stored] };
};

/** The hash after each record as a replay computes it; null from the first record that cannot be read on. */
export const replayHashes = (records: readonly StoredRecord[]): readonly (string | null)[] => {
  let flow: Flow | null = null;
  let previous: string | null = GENESIS;
  return records.map((stored) => {
    const record = parseRecord(stored);
    flow = record && previous !== null ? (fold(flow, record)?.flow ?? null) : null;
    previous = flow && previous !== null ? hashRecord(sha256, previous, stored, flow) : null;
    return previous;
  });
};

/** Version of the first record whose hash is not what a replay finds; null when all are. */
export const firstDivergence = (records: readonly StoredRecord[]): number | null => {
  const hashes = replayHashes(records);
  const index = records.findIndex((record, at) => record.hash !== hashes[at]);
  return index === -1 ? null : index + 1;
};
