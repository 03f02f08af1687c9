import type { StoredRecord } from '../../machines/ports/event-store.ts';

/** One reader's place in the log. */
export type Tail = Readonly<{
  /** Says that there may be new records; cheap, may be said in vain. */
  wake(): void;
  /** Hands over records just committed here, ascending, to save the reader a read. */
  offer(records: readonly StoredRecord[]): void;
  stop(): void;
}>;

type TailOptions = Readonly<{
  after: number;
  /** Records after a position, ascending; empty = none now. */
  read(after: number): readonly StoredRecord[];
  onRecords(records: readonly StoredRecord[]): void;
}>;

/** Follows the log from a position: every record once, in order, always in a turn of its own. */
export const createTail = ({ after, read, onRecords }: TailOptions): Tail => {
  let last = after;
  let offered: StoredRecord[] = [];
  let mustRead = true;
  let stopped = false;
  let turn: NodeJS.Immediate | undefined;

  const schedule = (): void => {
    if (!stopped) turn ??= setImmediate(pull);
  };

  const pull = (): void => {
    turn = undefined;
    const fresh = offered;
    offered = [];
    if (!mustRead && follows(fresh, last)) deliver(fresh);
    else readOn();
  };

  const readOn = (): void => {
    const records = read(last);
    // Scheduled before the callback runs, so that a callback that throws does not end the tail.
    mustRead = records.length > 0;
    if (mustRead) schedule();
    deliver(records);
  };

  const deliver = (records: readonly StoredRecord[]): void => {
    last = records.at(-1)?.position ?? last;
    if (records.length > 0) onRecords(records);
  };

  schedule();
  return {
    wake: () => {
      mustRead = true;
      schedule();
    },
    offer: (records) => {
      if (!mustRead) offered.push(...records);
      schedule();
    },
    stop: () => {
      stopped = true;
      clearImmediate(turn);
    },
  };
};

const follows = (records: readonly StoredRecord[], last: number): boolean =>
  records[0]?.position === last + 1 && records.at(-1)?.position === last + records.length;
