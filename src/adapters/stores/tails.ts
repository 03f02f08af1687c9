import type { StoredRecord } from '../../machines/ports/event-store.ts';
import type { Bell } from './bell.ts';
import type { SqliteLog } from './sqlite-log.ts';
import { createTail, type Tail } from './tail.ts';

/** The readers of one open event log: one watch on the bell and one poll for all of them, while there are any. */
export type Tails = Readonly<{
  start(after: number, onRecords: (records: readonly StoredRecord[]) => void): { stop(): void };
  /** Hands on what this process committed. */
  offer(records: readonly StoredRecord[]): void;
  stop(): void;
}>;

/** `pollMs`: how often all of them look by themselves. */
export const createTails = (log: SqliteLog, bell: Bell, pollMs: number): Tails => {
  const tails = new Set<Tail>();
  let signals: { stop(): void } | undefined;

  const wakeAll = (): void => {
    for (const tail of tails) tail.wake();
  };

  const remove = (tail: Tail): void => {
    tail.stop();
    tails.delete(tail);
    if (tails.size > 0) return;
    signals?.stop();
    signals = undefined;
  };

  return {
    start: (after, onRecords) => {
      signals ??= startSignals(bell, pollMs, wakeAll);
      const tail = createTail({ after, read: (position) => readNow(log, position), onRecords });
      tails.add(tail);
      return { stop: () => remove(tail) };
    },
    offer: (records) => {
      for (const tail of tails) tail.offer(records);
    },
    stop: () => {
      for (const tail of tails) remove(tail);
    },
  };
};

const startSignals = (bell: Bell, pollMs: number, onSignal: () => void): { stop(): void } => {
  const ear = bell.listen(onSignal);
  const poll = setInterval(onSignal, pollMs);
  return {
    stop: () => {
      ear.stop();
      clearInterval(poll);
    },
  };
};

const pageSize = 1000;

/** What cannot be read now (a lock, a disk in trouble) is read at the next signal. */
const readNow = (log: SqliteLog, after: number): readonly StoredRecord[] => {
  try {
    return log.readAll(after, pageSize);
  } catch {
    return [];
  }
};
