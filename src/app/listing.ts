import type { Flow } from '../machines/flow/fold.ts';
import { isAtRest } from '../machines/flow/rest.ts';
import { toFlowSummary } from '../machines/flow/view.ts';
import type { FlowRow } from '../machines/ports/flow-list.ts';
import type { Deps } from './deps.ts';
import type { Engine } from './engine.ts';
import { flowOf, type Ledger } from './ledger.ts';

/** Keeps the list of flows up with the log; it may lag between two questions, never in an answer. */
export type Listing = Readonly<{
  note(flow: Flow, position: number): void;
  find: Engine['list'];
  /** Reads what the list has not seen; needed once, at start. */
  catchUp(): Promise<void>;
  /** Writes what is noted. What cannot be written waits for the next try, or is read from the log at the next start. */
  flush(): void;
}>;

const PAGE = 1000;

export const createListing = (deps: Deps, ledger: Ledger): Listing => {
  const waiting = new Map<string, FlowRow>();
  let head = 0;
  let isDue = false;
  const write = (): void => {
    if (waiting.size === 0) return;
    deps.list.put([...waiting.values()], head);
    waiting.clear();
  };
  const flush = (): void => {
    isDue = false;
    try {
      write();
    } catch (error) {
      deps.onFault('writing the list of flows', error);
    }
  };
  const note = (flow: Flow, position: number): void => {
    if (!isDue) setImmediate(flush);
    isDue = true;
    waiting.set(flow.snapshot.context.flow, toRow(flow));
    head = Math.max(head, position);
  };
  return {
    note,
    flush,
    find(query) {
      write();
      return deps.list.find(query);
    },
    async catchUp() {
      // A list ahead of the log was read from another one.
      if (deps.list.position() > (await deps.store.head())) deps.list.clear();
      for (let after = deps.list.position(); ;) {
        const records = await deps.store.readAll(after, PAGE);
        const last = records.at(-1);
        if (!last) return;
        const ids = new Set(records.flatMap(({ stream }) => flowOf(stream) ?? []));
        const flows = await ledger.loadAll(ids);
        deps.list.put(
          flows.map(({ flow }) => toRow(flow)),
          last.position,
        );
        after = last.position;
      }
    },
  };
};

const toRow = (flow: Flow): FlowRow => ({ summary: toFlowSummary(flow), open: !isAtRest(flow) });
