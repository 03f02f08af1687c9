import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { createPrivateFile } from './private-file.ts';
import { isCorrupt } from './store-error.ts';

/**
 * Opens the list's file, only for this user to read. The list can be read again from the log, so a file that is
 * damaged, foreign or of another schema version is replaced by an empty one.
 */
export const openListFile = (path: string): DatabaseSync => {
  try {
    return openOurs(path);
  } catch (error) {
    if (!(error instanceof UnusableFile || isCorrupt(error))) throw error;
  }
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
  return openOurs(path);
};

class UnusableFile extends Error {}

// "PbFL": tells our file from another program's; the version grows with every change of the tables or of the summary.
const applicationId = 0x5062464c;
const schemaVersion = 2;

const openOurs = (path: string): DatabaseSync => {
  createPrivateFile(path);
  const db = new DatabaseSync(path, { timeout: 5000 });
  try {
    prepareFile(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

const prepareFile = (db: DatabaseSync): void => {
  if (isEmpty(db)) makeTables(db);
  else refuseUnusable(db);
  // NORMAL costs no fsync per write and cannot leave a torn file behind, only lose the newest writes together.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
};

/** Looks again under the lock: another process may be making them, too. */
const makeTables = (db: DatabaseSync): void => {
  db.exec('BEGIN IMMEDIATE');
  if (isEmpty(db)) db.exec(tables);
  db.exec('COMMIT');
};

const isEmpty = (db: DatabaseSync): boolean => db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;

const refuseUnusable = (db: DatabaseSync): void => {
  const isOurs = pragma(db, 'application_id') === applicationId && pragma(db, 'user_version') === schemaVersion;
  if (!isOurs || pragma(db, 'quick_check') !== 'ok') throw new UnusableFile();
};

const pragma = (db: DatabaseSync, name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];

const tables = `
  CREATE TABLE flows (
    id TEXT PRIMARY KEY,
    started_at TEXT NOT NULL,
    profile TEXT NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT,
    open INTEGER NOT NULL,
    summary TEXT NOT NULL
  ) STRICT;
  CREATE INDEX flows_by_start ON flows (started_at, id);
  CREATE INDEX flows_by_profile ON flows (profile, started_at, id);
  CREATE INDEX flows_by_state ON flows (state, started_at, id);
  CREATE INDEX flows_by_outcome ON flows (outcome, started_at, id);
  CREATE INDEX flows_open ON flows (id) WHERE open;
  CREATE TABLE seen (position INTEGER NOT NULL) STRICT;
  INSERT INTO seen VALUES (0);
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};`;
