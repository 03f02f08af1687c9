import type { NewRecord } from '../ports/event-store.ts';
import type { Fact, FlowEvent } from './events.ts';
import { canTake, type Flow, fold } from './fold.ts';
import { GENESIS, hashRecord, type Sha256 } from './hash.ts';
import { schemaOf, toFact } from './record.ts';

/** A flow and the hash of its last record. */
export type Head = Readonly<{ flow: Flow; hash: string }>;

/** One record to append and the flow after it. */
export type Link = Readonly<{ event: FlowEvent; record: NewRecord; before: Flow | null; after: Flow }>;

/** What all records of one answer or command share. `command` goes on the first only. */
export type Envelope = Readonly<{
  at: string;
  correlation: string;
  causation: string | null;
  command: string | null;
}>;

/** The records the facts become, in order; the fact's type when the machine does not take one. */
export const chain = (
  head: Head | null,
  facts: readonly Fact[],
  envelope: Envelope,
  sha256: Sha256,
): { links: readonly Link[] } | { refused: Fact['type'] } => {
  const links: Link[] = [];
  for (const fact of facts) {
    const last = links.at(-1);
    const link = toLink(last ? { flow: last.after, hash: last.record.hash } : head, fact, envelope, sha256);
    if (!link) return { refused: fact.type };
    links.push(link);
    envelope = { ...envelope, command: null };
  }
  return { links };
};

const toLink = (head: Head | null, fact: Fact, envelope: Envelope, sha256: Sha256): Link | null => {
  const before = head?.flow ?? null;
  const at = before && before.at > envelope.at ? before.at : envelope.at;
  // What is folded now must be what is read back: the same keys in the same order.
  const shaped = toFact(fact.type, fact.data);
  if (!shaped) return null;
  const event: FlowEvent = { ...shaped, version: (before?.version ?? 0) + 1, at, causation: envelope.causation };
  if (before && !canTake(before, event)) return null;
  const after = fold(before, event)?.flow;
  if (!after) return null;
  const record = { ...envelope, at, type: fact.type, schema: schemaOf(fact.type), data: JSON.stringify(shaped.data) };
  const hash = hashRecord(sha256, head?.hash ?? GENESIS, { ...record, version: event.version }, after);
  return { event, record: { ...record, hash }, before, after };
};
