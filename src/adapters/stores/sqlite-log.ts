import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { AppendResult, NewRecord, StoredRecord, StreamAppend } from '../../machines/ports/event-store.ts';
import { toNumber, toOptionalText, toText } from './columns.ts';
import { judgeAppend } from './judge-append.ts';
import { createSqliteStreams, type SqliteStreams } from './sqlite-streams.ts';

/** The event log's statements, prepared once; all of them synchronous, none of them opens a transaction. */
export type SqliteLog = Readonly<{
  /** Must be called first in every transaction. */
  begin(): void;
  /** Must be called when a transaction was undone. */
  forget(): void;
  /** Judges and, if nothing speaks against it, writes. Must run inside a transaction. */
  append(appends: readonly StreamAppend[]): AppendResult;
  readStream(stream: string, after: number, limit: number): readonly StoredRecord[];
  readAll(after: number, limit: number): readonly StoredRecord[];
  head(): number;
}>;

/** Needs a database in the newest schema. */
export const createSqliteLog = (db: DatabaseSync): SqliteLog => {
  const byStream = db.prepare(`${select} WHERE stream = ? AND version > ? ORDER BY version LIMIT ?`);
  const byPosition = db.prepare(`${select} WHERE pos > ? ORDER BY pos LIMIT ?`);
  const newest = db.prepare('SELECT max(pos) AS pos FROM events');
  const streams = createSqliteStreams(db);
  const write = createWriter(db, streams);

  const readStream = (stream: string, after: number, limit: number): readonly StoredRecord[] =>
    byStream.all(stream, after, limit).map(toRecord);

  return {
    begin: streams.begin,
    forget: streams.forget,
    readStream,
    readAll: (after, limit) => byPosition.all(after, limit).map(toRecord),
    head: () => toNumber(newest.get()?.['pos'] ?? 0),
    append: (appends) => {
      const verdict = judgeAppend(appends, streams);
      if (verdict.kind === 'conflict') return verdict;
      if (verdict.kind === 'write') return { kind: 'appended', records: appends.flatMap(write) };
      return { kind: 'duplicate', records: readStream(verdict.stream, verdict.version - 1, verdict.count) };
    },
  };
};

const select = `SELECT pos, stream, version, type, schema, at, data, causation, correlation, command, hash
  FROM events JOIN streams ON streams.id = events.stream_id`;

const createWriter = (db: DatabaseSync, streams: SqliteStreams): ((append: StreamAppend) => StoredRecord[]) => {
  const insert = db.prepare(
    `INSERT INTO events (stream_id, version, type, schema, at, data, causation, correlation, command, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertOne = (id: number, stream: string, version: number, record: NewRecord): StoredRecord => {
    const { type, schema, at, data, causation, correlation, command, hash } = record;
    const done = insert.run(id, version, type, schema, at, data, causation, correlation, command, hash);
    const position = Number(done.lastInsertRowid);
    return { stream, version, position, type, schema, at, data, causation, correlation, command, hash };
  };

  return ({ stream, expected, records }) => {
    if (records.length === 0) return [];
    const id = streams.advance(stream, expected + records.length);
    return records.map((record, index) => insertOne(id, stream, expected + index + 1, record));
  };
};

const toRecord = (row: Record<string, SQLOutputValue>): StoredRecord => ({
  stream: toText(row['stream']),
  version: toNumber(row['version']),
  position: toNumber(row['pos']),
  type: toText(row['type']),
  schema: toNumber(row['schema']),
  at: toText(row['at']),
  data: toText(row['data']),
  causation: toOptionalText(row['causation']),
  correlation: toText(row['correlation']),
  command: toOptionalText(row['command']),
  hash: toText(row['hash']),
});
