import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { type Coverage, countEvent, createTally, tallySchema, toCoverage } from '../machines/flow/coverage.ts';
import { parseRecord } from '../machines/flow/record.ts';
import { foldSteps } from '../machines/flow/steps.ts';
import { trace } from '../machines/flow/trace.ts';
import type { StoredRecord } from '../machines/ports/event-store.ts';
import type { Deps } from './deps.ts';
import { flowOf } from './ledger.ts';
import { createKeyedQueue } from './queue.ts';

/** Coverage of a definition over everything recorded; null for one nobody knows. */
export type ReadCoverage = (definition: string) => Promise<Coverage | null>;

/** What is counted without giving others their turn: some 10 ms of work. */
const PAGE = 500;

const keptSchema = z.object({ position: z.number().int(), tally: tallySchema });
type Kept = z.infer<typeof keptSchema>;

/** Counts the log up to its head when asked, from where it was last: the first question reads all of it, the next ones what is new. */
export const createCoverage = (deps: Deps): ReadCoverage => {
  const queue = createKeyedQueue();
  let known: Kept | null = null;
  const catchUp = async (): Promise<Kept> => {
    // A failed reading is not gone on from: what it has counted already would be counted twice.
    const kept = known ?? (await readKept(deps));
    known = null;
    const before = kept.position;
    for (;;) {
      const records = await deps.store.readAll(kept.position, PAGE);
      const last = records.at(-1);
      if (!last) break;
      await countPage(deps, kept, records);
      kept.position = last.position;
      await nextTurn();
    }
    if (kept.position > before) await keep(deps, kept);
    return (known = kept);
  };
  return (definition) => queue.run('coverage', async () => toCoverage((await catchUp()).tally, definition));
};

/** What was kept, if it is of this log and can be read; else the beginning. */
const readKept = async ({ coverage, store }: Deps): Promise<Kept> => {
  const parsed = keptSchema.safeParse(parseJson(await coverage.read()));
  if (parsed.success && parsed.data.position <= (await store.head())) return parsed.data;
  return { position: 0, tally: createTally() };
};

const keep = async ({ coverage, onFault }: Deps, kept: Kept): Promise<void> => {
  await coverage
    .write(JSON.stringify(kept))
    .catch((error: unknown) => onFault('keeping what was counted of the log', error));
};

/** What cannot be folded is not counted; whoever reads the flow is told. */
const countPage = async ({ store }: Deps, { tally }: Kept, records: readonly StoredRecord[]): Promise<void> => {
  for (const [stream, own] of Map.groupBy(records, (record) => record.stream)) {
    if (flowOf(stream) === null) continue;
    // Flows that began on an earlier page are few, and most of them short.
    const before = (own[0]?.version ?? 1) - 1;
    const earlier = before === 0 ? [] : foldSteps(await store.readStream(stream, 0, before));
    if (earlier.length < before) continue;
    let flow = earlier.at(-1)?.after ?? null;
    for (const stored of own) {
      const event = parseRecord(stored);
      const traced = event && trace(flow, event);
      if (!traced) break;
      countEvent(tally, event, traced);
      ({ flow } = traced);
    }
  }
};

const parseJson = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
};
