import type { NewRecord, StoredRecord } from '../ports/event-store.ts';
import { canonical } from './canonical.ts';
import type { Flow } from './fold.ts';

/** SHA-256 of a text, as hex. */
export type Sha256 = (text: string) => string;

/** Hash before the first record. */
export const GENESIS = '';

/** Canonical JSON (RFC 8785) of what a flow is: value and context without the plan; never xstate's own fields. */
export const toStateText = ({ snapshot }: Pick<Flow, 'snapshot'>): string => {
  const { plan: _, items, ...context } = snapshot.context;
  const itemTexts = Object.keys(items)
    .toSorted()
    .map((id) => `${JSON.stringify(id)}:${toItemText(id, items[id] ?? {})}`);
  return `{"context":${canonical(context)},"items":{${itemTexts.join(',')}},"value":${canonical(snapshot.value)}}`;
};

/** Hash of a record: over the hash before it, what it says, and the state after it. */
export const hashRecord = (sha256: Sha256, previous: string, record: Hashed, flow: Pick<Flow, 'snapshot'>): string =>
  sha256(
    JSON.stringify([
      previous,
      record.version,
      record.type,
      record.at,
      record.data,
      record.causation,
      record.command,
      sha256(toStateText(flow)),
    ]),
  );

type Hashed = Pick<StoredRecord, 'version'> & Pick<NewRecord, 'type' | 'at' | 'data' | 'causation' | 'command'>;

const KEPT_TEXTS = 2000;
const itemTexts = new Map<string, Readonly<{ item: object; text: string }>>();

/**
 * Items are immutable and one event changes one or two of them, so the others' texts are kept, under the item's id as
 * flows are folded one after the other. A WeakMap by item costs three times as much: almost every entry dies young.
 */
const toItemText = (id: string, item: object): string => {
  const known = itemTexts.get(id);
  if (known?.item === item) return known.text;
  if (itemTexts.size >= KEPT_TEXTS) itemTexts.clear();
  const text = canonical(item);
  itemTexts.set(id, { item, text });
  return text;
};
