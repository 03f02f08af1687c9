import type { StoredRecord } from '../ports/event-store.ts';
import { type Flow, fold, type Imported } from './fold.ts';
import { type FlowRecord, parseRecord } from './record.ts';

/** One record with the flow before and after it; `before` is null for the first. */
export type Stepped = Readonly<{ before: Flow | null; event: FlowRecord; after: Flow }>;

/** Where folding begins: with a flow as it was, or with none; and whether it came from another log. */
export type Beginning = Readonly<{ flow: Flow | null; imported: Imported | null }>;

/** Versions between two checkpoints of a flow: from one of them any version is at most 49 folds away. */
export const CHECKPOINT_EVERY = 50;

/** Folds records one after the other, on from the beginning; stops before the first that cannot be read or folded. */
export const foldSteps = (
  records: readonly StoredRecord[],
  { flow, imported }: Beginning = { flow: null, imported: null },
): readonly Stepped[] => {
  const steps: Stepped[] = [];
  for (const stored of records) {
    const before: Flow | null = steps.at(-1)?.after ?? flow;
    const event = parseRecord(stored);
    const after = event && fold(before, event)?.flow;
    if (!event || !after) break;
    steps.push({ before, event, after: imported && !before ? { ...after, imported } : after });
  }
  return steps;
};
