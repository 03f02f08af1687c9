import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { AppendResult, NewRecord, StoredRecord, StreamAppend } from '../../machines/ports/event-store.ts';
import { judgeAppend, type Log } from './judge-append.ts';

/** The event log's statements, prepared once; all of them synchronous, none of them opens a transaction. */
export type SqliteLog = Readonly<{
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
  const streams = createStreams(db);
  const write = createWriter(db, streams);

  const readStream = (stream: string, after: number, limit: number): readonly StoredRecord[] =>
    byStream.all(stream, after, limit).map(toRecord);

  return {
    readStream,
    readAll: (after, limit) => byPosition.all(after, limit).map(toRecord),
    head: () => toNumber(newest.get()?.['pos'] ?? 0),
    append: (appends) => {
      streams.forget();
      const verdict = judgeAppend(appends, streams);
      if (verdict.kind === 'conflict') return verdict;
      if (verdict.kind === 'write') return { kind: 'appended', records: appends.flatMap(write) };
      return { kind: 'duplicate', records: readStream(verdict.stream, verdict.version - 1, verdict.count) };
    },
  };
};

const select = `SELECT pos, stream, version, type, schema, at, data, causation, correlation, command, hash
  FROM events JOIN streams ON streams.id = events.stream_id`;

type Streams = Log &
  Readonly<{
    /** Number of a stream; makes it when the version just asked for was 0. */
    idOf(stream: string): number;
    /** What was looked up holds for one append only. */
    forget(): void;
  }>;

const createStreams = (db: DatabaseSync): Streams => {
  const find = db.prepare(
    `SELECT id, (SELECT max(version) FROM events WHERE stream_id = streams.id) AS version
     FROM streams WHERE stream = ?`,
  );
  const create = db.prepare('INSERT INTO streams (stream) VALUES (?)');
  const command = db.prepare(
    'SELECT version FROM events WHERE stream_id = (SELECT id FROM streams WHERE stream = ?) AND command = ?',
  );
  const ids = new Map<string, number>();

  const createId = (stream: string): number => {
    const id = Number(create.run(stream).lastInsertRowid);
    ids.set(stream, id);
    return id;
  };

  return {
    versionOf: (stream) => {
      const row = find.get(stream);
      if (row === undefined) return 0;
      ids.set(stream, toNumber(row['id']));
      return toNumber(row['version']);
    },
    findCommand: (stream, id) => toOptionalNumber(command.get(stream, id)?.['version']),
    idOf: (stream) => ids.get(stream) ?? createId(stream),
    forget: () => ids.clear(),
  };
};

const createWriter = (db: DatabaseSync, streams: Streams): ((append: StreamAppend) => StoredRecord[]) => {
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
    const id = streams.idOf(stream);
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

const toText = (value: SQLOutputValue | undefined): string => {
  if (typeof value === 'string') return value;
  throw new TypeError(`a column of the event log holds ${typeof value} where text belongs`);
};

const toNumber = (value: SQLOutputValue | undefined): number => {
  if (typeof value === 'number') return value;
  throw new TypeError(`a column of the event log holds ${typeof value} where a number belongs`);
};

const toOptionalText = (value: SQLOutputValue | undefined): string | null => (value === null ? null : toText(value));

const toOptionalNumber = (value: SQLOutputValue | undefined): number | undefined =>
  value === undefined ? undefined : toNumber(value);
