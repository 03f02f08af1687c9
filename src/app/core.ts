import type { Commit } from './commit.ts';
import type { Deps } from './deps.ts';
import type { Ledger } from './ledger.ts';
import type { KeyedQueue } from './queue.ts';

/** What every use case works with. */
export type Core = Readonly<{
  deps: Deps;
  ledger: Ledger;
  queue: KeyedQueue;
  commit: Commit;
}>;
