import type { StoredRecord } from '../ports/event-store.ts';
import { canTake, type Flow, fold } from './fold.ts';
import { GENESIS, hashRecord, type Sha256 } from './hash.ts';
import { type FlowRecord, parseRecord } from './record.ts';

/**
 * Whether a recorded flow still folds to what was recorded; when not, the first version that differs, its event and in what.
 * `order`: a record is missing, doubled or out of place. `unreadable`: no definition here knows its type or data.
 * `refused`: the machine does not take it. `hash`: the state after it, or its bytes, are not those that were hashed.
 */
export type Verdict =
  | Readonly<{ ok: true; version: number; hash: string }>
  | Readonly<{ ok: false; version: number; event: string; what: Difference; expected?: string; actual?: string }>;

export type Difference = 'order' | 'unreadable' | 'refused' | 'hash';

/** Folds the records of one flow with the definition that wrote them and checks every hash of the chain. */
export const verifyFlow = (records: readonly StoredRecord[], sha256: Sha256): Verdict => {
  let flow: Flow | null = null;
  let hash = GENESIS;
  for (const [index, record] of records.entries()) {
    const step = verifyRecord({ flow, hash }, record, { version: index + 1, sha256 });
    if ('what' in step) return { ok: false, event: record.type, ...step };
    ({ flow, hash } = step);
  }
  if (flow === null) return { ok: false, version: 0, event: '', what: 'order', expected: '1', actual: 'no records' };
  return { ok: true, version: flow.version, hash };
};

/** What differs, in one sentence for people; null when nothing does. */
export const toDifference = (verdict: Verdict): string | null => {
  if (verdict.ok) return null;
  const { version, event, expected = '', actual = '' } = verdict;
  const words = {
    hash: `the recorded hash is ${expected}, folding it again gives ${actual}`,
    order: `version ${expected} was expected, found ${actual}`,
    unreadable: `no definition here can read ${actual}`,
    refused: 'the machine does not take it there',
  };
  return `version ${version}${event === '' ? '' : ` (${event})`}: ${words[verdict.what]}`;
};

/** Why a record cannot be folded after the flow before it. */
export type Failed = Omit<Extract<Verdict, { ok: false }>, 'ok' | 'event'>;

/** Folds the record that should be at `version`, if it is, and the machine takes it. */
export const stepRecord = (
  before: Flow | null,
  record: StoredRecord,
  version: number,
): Readonly<{ event: FlowRecord; flow: Flow }> | Failed => {
  if (record.version !== version)
    return { version, what: 'order', expected: String(version), actual: String(record.version) };
  const event = parseRecord(record);
  if (event === null) return { version, what: 'unreadable', actual: `${record.type}@${record.schema}` };
  const flow = before !== null && !canTake(before, event) ? null : (fold(before, event)?.flow ?? null);
  return flow === null ? { version, what: 'refused', actual: record.type } : { event, flow };
};

const verifyRecord = (
  before: Readonly<{ flow: Flow | null; hash: string }>,
  record: StoredRecord,
  { version, sha256 }: { version: number; sha256: Sha256 },
): Readonly<{ flow: Flow; hash: string }> | Failed => {
  const step = stepRecord(before.flow, record, version);
  if ('what' in step) return step;
  const hash = hashRecord(sha256, before.hash, record, step.flow);
  return hash === record.hash
    ? { flow: step.flow, hash }
    : { version, what: 'hash', expected: record.hash, actual: hash };
};
