import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/**
 * The steps that make the event log's tables, in order; a file's schema version is how many of them it has seen.
 * Steps are only ever added. Events name their stream by number: streams that are written at the same time were made
 * at about the same time, so their index entries share pages, which names spread over the whole index.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE streams (
     id INTEGER PRIMARY KEY,
     stream TEXT NOT NULL UNIQUE
   ) STRICT;
   CREATE TABLE events (
     pos INTEGER PRIMARY KEY,
     stream_id INTEGER NOT NULL REFERENCES streams (id),
     version INTEGER NOT NULL,
     type TEXT NOT NULL,
     schema INTEGER NOT NULL,
     at TEXT NOT NULL,
     data TEXT NOT NULL,
     causation TEXT,
     correlation TEXT NOT NULL,
     command TEXT,
     hash TEXT NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX events_by_stream ON events (stream_id, version);
   CREATE UNIQUE INDEX events_by_command ON events (stream_id, command) WHERE command IS NOT NULL;`,
];

/** Brings an event log to the newest schema. */
export const migrate = (db: DatabaseSync, path: string): void => {
  if (readVersion(db) === migrations.length) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    // Under the lock: another process may have made the tables, or newer ones, meanwhile.
    refuseOthers(db, path);
    runMissing(db);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
};

/** Refuses the file of another program or of a newer version of this one, before anything of it is changed. */
export const refuseOthers = (db: DatabaseSync, path: string): void => {
  const version = readVersion(db);
  if (version === undefined) refuseForeign(db, path);
  else if (version > migrations.length) refuseNewer(version, path);
};

const runMissing = (db: DatabaseSync): void => {
  const version = readVersion(db);
  if (version === undefined) {
    db.exec('CREATE TABLE schema_version (version INTEGER NOT NULL) STRICT; INSERT INTO schema_version VALUES (0)');
  }
  for (const step of migrations.slice(version)) db.exec(step);
  db.prepare('UPDATE schema_version SET version = ?').run(migrations.length);
};

const readVersion = (db: DatabaseSync): number | undefined => {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'").get();
  if (known === undefined) return undefined;
  const version = db.prepare('SELECT version FROM schema_version').get()?.['version'];
  return typeof version === 'number' ? version : 0;
};

const refuseForeign = (db: DatabaseSync, path: string): void => {
  const table = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' LIMIT 1").get()?.['name'];
  if (table === undefined) return;
  throw new StoreError(
    'store/unavailable',
    `The file ${path} is a database of another program (it has a table ${String(table)}). Choose another data directory.`,
  );
};

const refuseNewer = (version: number, path: string): void => {
  throw new StoreError(
    'store/unavailable',
    `The event log ${path} was written by a newer version of this program (schema ${version}, known here: ${migrations.length}). Update the program.`,
  );
};
