import type { Transition } from '../machines/flow/transition.ts';
import type { StoredRecord } from '../machines/ports/event-store.ts';
import type { Deps } from './deps.ts';
import type { Feed } from './engine.ts';
import { flowOf, type Ledger } from './ledger.ts';

type Listener = (transitions: readonly Transition[]) => void;

/** What was recorded, handed to whoever watches. */
export type TransitionFeed = Omit<Feed, 'onOutput'> & Readonly<{ publish(transitions: readonly Transition[]): void }>;

export const createTransitionFeed = (deps: Deps, ledger: Ledger): TransitionFeed => {
  const listeners = new Set<Listener>();
  return {
    publish(transitions) {
      for (const listener of [...listeners]) tell(deps, listener, transitions);
    },
    onTransitions(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    read: ledger.transitions,
    async readAll(after, limit = 1000) {
      // A page may hold nothing but reservations of names, which are no flow's; empty means the end to a reader.
      for (let from = after; ;) {
        const records = await deps.store.readAll(from, limit);
        const { known, isCut } = await toTransitions(ledger, records);
        const last = records.at(-1);
        if (known.length > 0 || isCut || !last) return known;
        from = last.position;
      }
    },
    head: () => deps.store.head(),
  };
};

/** What is recorded is recorded: whoever cannot hear it is no reason to stop. */
const tell = (deps: Deps, listener: Listener, transitions: readonly Transition[]): void => {
  try {
    listener(transitions);
  } catch (error) {
    deps.onFault('telling a listener', error);
  }
};

/** The transitions of these records. A record that is durable but not yet published cuts them off: nothing may overtake it. */
const toTransitions = async (
  ledger: Ledger,
  records: readonly StoredRecord[],
): Promise<Readonly<{ known: readonly Transition[]; isCut: boolean }>> => {
  const byFlow = Map.groupBy(records, ({ stream }) => flowOf(stream));
  const flows = await ledger.loadAll([...byFlow.keys()].filter((id) => id !== null));
  const found = await Promise.all(
    flows.map(async ({ flow }) => {
      const id = flow.snapshot.context.flow;
      const own = byFlow.get(id) ?? [];
      return [id, await ledger.transitions(id, (own[0]?.version ?? 1) - 1, own.length)] as const;
    }),
  );
  const waiting = new Map(found.map(([id, transitions]) => [id, transitions.values()]));
  const known: Transition[] = [];
  for (const { stream } of records) {
    const next = waiting.get(flowOf(stream) ?? '')?.next();
    if (next?.done) return { known, isCut: true };
    if (next) known.push(next.value);
  }
  return { known, isCut: false };
};
