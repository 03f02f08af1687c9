import type { EventStore } from '../../src/machines/ports/event-store.ts';

/** What the parts of the event store's contract are given: an empty log, anew for every test. */
export type LogUnderTest = Readonly<{
  store: EventStore;
  /** Whether `open` gives another store on the same log. */
  shared: boolean;
  /** Opens another store, closed after the test. */
  open(): EventStore;
}>;
