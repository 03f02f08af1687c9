import type { AppendResult, EventStore, StoredRecord, StreamAppend } from '../../machines/ports/event-store.ts';
import { judgeAppend, type Log } from './judge-append.ts';
import { closedError } from './store-error.ts';
import { createTail, type Tail } from './tail.ts';

/** An event log that lives as long as this process; for tests and dry runs. */
export const createMemoryEventStore = (): EventStore => {
  const log: StoredRecord[] = [];
  const streams = new Map<string, StoredRecord[]>();
  const tails = new Set<Tail>();
  let closed = false;

  const read = (after: number, limit = 1000): readonly StoredRecord[] => log.slice(after, after + limit);

  const write = (appends: readonly StreamAppend[]): StoredRecord[] => {
    const stored: StoredRecord[] = [];
    for (const { stream, records } of appends) {
      const own = streams.get(stream) ?? [];
      if (records.length > 0) streams.set(stream, own);
      for (const record of records) {
        const next = { ...record, stream, version: own.length + 1, position: log.length + 1 };
        own.push(next);
        log.push(next);
        stored.push(next);
      }
    }
    return stored;
  };

  const append = (appends: readonly StreamAppend[]): AppendResult => {
    const verdict = judgeAppend(appends, toLog(streams));
    if (verdict.kind === 'conflict') return verdict;
    if (verdict.kind === 'duplicate') {
      const { stream, version, count } = verdict;
      return { kind: 'duplicate', records: (streams.get(stream) ?? []).slice(version - 1, version - 1 + count) };
    }
    const records = write(appends);
    for (const tail of tails) tail.offer(records);
    return { kind: 'appended', records };
  };

  const refuseClosed = (): void => {
    if (closed) throw closedError('in memory');
  };

  return {
    append: async (appends) => {
      refuseClosed();
      return append(appends);
    },
    readStream: async (stream, after = 0, limit = Infinity) => {
      refuseClosed();
      return (streams.get(stream) ?? []).slice(after, after + limit);
    },
    readAll: async (after, limit) => {
      refuseClosed();
      return read(after, limit);
    },
    head: async () => {
      refuseClosed();
      return log.length;
    },
    tail: (after, onRecords) => {
      refuseClosed();
      const tail = createTail({ after, read, onRecords });
      tails.add(tail);
      return {
        stop: () => {
          tail.stop();
          tails.delete(tail);
        },
      };
    },
    close: async () => {
      closed = true;
      for (const tail of tails) tail.stop();
      tails.clear();
    },
  };
};

const toLog = (streams: ReadonlyMap<string, readonly StoredRecord[]>): Log => ({
  versionOf: (stream) => streams.get(stream)?.length ?? 0,
  findCommand: (stream, command) => streams.get(stream)?.find((record) => record.command === command)?.version,
});
