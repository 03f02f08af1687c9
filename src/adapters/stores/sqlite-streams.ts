import type { DatabaseSync } from 'node:sqlite';
import { toNumber, toOptionalNumber } from './columns.ts';
import type { Log } from './judge-append.ts';

/** The streams of a log, as the transaction that is open sees them. */
export type SqliteStreams = Log &
  Readonly<{
    /** Must be called first in every transaction: what is remembered holds until another process has written. */
    begin(): void;
    /** Must be called when a transaction was undone. */
    forget(): void;
    /** Number of a stream that reaches `version` with this append; makes the stream when it does not exist. */
    advance(stream: string, version: number): number;
  }>;

/** Remembers number and version of the streams it met, which saves the most frequent read. */
export const createSqliteStreams = (db: DatabaseSync): SqliteStreams => {
  const find = db.prepare(
    `SELECT id, (SELECT max(version) FROM events WHERE stream_id = streams.id) AS version
     FROM streams WHERE stream = ?`,
  );
  const create = db.prepare('INSERT INTO streams (stream) VALUES (?)');
  const command = db.prepare(
    'SELECT version FROM events WHERE stream_id = (SELECT id FROM streams WHERE stream = ?) AND command = ?',
  );
  // Grows when another connection has changed the file.
  const dataVersion = db.prepare('PRAGMA data_version');
  const known = new Map<string, { id: number; version: number }>();
  let knownAt = -1;

  const lookUp = (stream: string): { id: number; version: number } | undefined => {
    const row = find.get(stream);
    if (row === undefined) return undefined;
    const found = { id: toNumber(row['id']), version: toNumber(row['version']) };
    known.set(stream, found);
    return found;
  };

  return {
    begin: () => {
      const now = toNumber(dataVersion.get()?.['data_version']);
      if (now !== knownAt || known.size > maxKnown) known.clear();
      knownAt = now;
    },
    forget: () => known.clear(),
    versionOf: (stream) => (known.get(stream) ?? lookUp(stream))?.version ?? 0,
    findCommand: (stream, id) => toOptionalNumber(command.get(stream, id)?.['version']),
    advance: (stream, version) => {
      const id = known.get(stream)?.id ?? Number(create.run(stream).lastInsertRowid);
      known.set(stream, { id, version });
      return id;
    },
  };
};

const maxKnown = 10_000;
