import { afterEach, beforeEach, describe } from 'vitest';
import type { EventStore } from '../../src/machines/ports/event-store.ts';
import { describeAppends } from './event-store-appends.ts';
import { describeReads } from './event-store-reads.ts';

/** One log under test. `open` may be called several times: each gives another store on the same log. */
export type EventStoreHarness = Readonly<{
  open(): EventStore;
  dispose(): void | Promise<void>;
}>;

/**
 * What every event store promises; `create` makes a harness over an empty log. A log that is not `shared` lives in one
 * store, so what concerns several is not asked of it.
 */
export const eventStoreContract = (
  name: string,
  { shared }: { shared: boolean },
  create: () => EventStoreHarness | Promise<EventStoreHarness>,
): void => {
  describe(`event store: ${name}`, () => {
    let harness: EventStoreHarness;
    let store: EventStore;
    let opened: EventStore[];

    const open = (): EventStore => {
      const next = harness.open();
      opened.push(next);
      return next;
    };

    beforeEach(async () => {
      opened = [];
      harness = await create();
      store = open();
    });

    afterEach(async () => {
      for (const each of opened) await each.close();
      await harness.dispose();
    });

    const log = {
      open,
      get store() {
        return store;
      },
      shared,
    };
    describeAppends(log);
    describeReads(log);
  });
};
