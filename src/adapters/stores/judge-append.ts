import type { AppendResult, StreamAppend } from '../../machines/ports/event-store.ts';
import { StoreError } from './store-error.ts';

/** What a store must know about its log to judge an append. */
export type Log = Readonly<{
  /** 0 = the stream does not exist. */
  versionOf(stream: string): number;
  /** Version of the record this command caused first in the stream, if any. */
  findCommand(stream: string, command: string): number | undefined;
}>;

/** `duplicate`: the earlier records are the `count` of `stream` from `version` on. */
export type Verdict =
  | Readonly<{ kind: 'write' }>
  | Readonly<{ kind: 'duplicate'; stream: string; version: number; count: number }>
  | Extract<AppendResult, { kind: 'conflict' }>;

/** Decides an append before anything of it is written; a repeated command wins over a wrong version. */
export const judgeAppend = (appends: readonly StreamAppend[], log: Log): Verdict =>
  findDuplicate(appends, log) ?? findConflict(appends, log) ?? { kind: 'write' };

const findDuplicate = (appends: readonly StreamAppend[], log: Log): Verdict | undefined => {
  const seen = new Set<string>();
  for (const { stream, records } of appends) {
    for (const { command } of records) {
      if (command === null) continue;
      const version = log.findCommand(stream, command);
      if (version !== undefined) return { kind: 'duplicate', stream, version, count: records.length };
      refuseRepeat(seen, stream, command);
    }
  }
  return undefined;
};

const refuseRepeat = (seen: Set<string>, stream: string, command: string): void => {
  const key = JSON.stringify([stream, command]);
  if (seen.has(key)) {
    throw new StoreError(
      'store/invalid-append',
      `Command ${command} is named by two records for stream ${stream}; only the first record of a command may name it.`,
    );
  }
  seen.add(key);
};

const findConflict = (appends: readonly StreamAppend[], log: Log): Verdict | undefined => {
  const versions = new Map<string, number>();
  for (const { stream, expected, records } of appends) {
    const actual = versions.get(stream) ?? log.versionOf(stream);
    if (actual !== expected) return { kind: 'conflict', stream, expected, actual };
    versions.set(stream, actual + records.length);
  }
  return undefined;
};
