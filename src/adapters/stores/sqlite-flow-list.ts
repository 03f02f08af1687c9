import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import type { FlowSummary } from '../../machines/flow/view.ts';
import type { FlowList, FlowQuery, FlowRow } from '../../machines/ports/flow-list.ts';
import { parseCursor, toCursor, toListKey } from './list-cursor.ts';
import { openListFile } from './list-file.ts';

/**
 * The flow list in a SQLite file of its own. The file may be deleted between runs: position 0 then asks for a new
 * reading of the log, as it does when the file was damaged, foreign or of another version and had to be replaced.
 */
export const createSqliteFlowList = ({ path }: { path: string }): FlowList => {
  const db = openListFile(path);
  const prepare = createStatementCache(db);

  const find = (query: FlowQuery): ReturnType<FlowList['find']> => {
    const { sql, values } = toSelect(query);
    const rows = prepare(sql).all(...values, query.limit + 1);
    const flows = rows.slice(0, query.limit).map(toSummary);
    const last = flows.at(-1);
    return { flows, next: last !== undefined && rows.length > flows.length ? toCursor(toListKey(last)) : null };
  };

  return {
    find,
    position: () => Number(prepare('SELECT position FROM seen').get()?.['position'] ?? 0),
    put: (rows, position) => inTransaction(db, () => putAll(prepare, rows, position)),
    clear: () => inTransaction(db, () => db.exec('DELETE FROM flows; UPDATE seen SET position = 0')),
    open: () =>
      prepare('SELECT id FROM flows WHERE open ORDER BY id')
        .all()
        .map((row) => String(row['id'])),
    close: () => db.close(),
  };
};

type Prepare = (sql: string) => StatementSync;

/** There are few different statements: one per combination of filters. */
const createStatementCache = (db: DatabaseSync): Prepare => {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
};

const inTransaction = (db: DatabaseSync, act: () => void): void => {
  db.exec('BEGIN IMMEDIATE');
  try {
    act();
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
};

const putAll = (prepare: Prepare, rows: readonly FlowRow[], position: number): void => {
  const put = prepare(
    `INSERT INTO flows (id, started_at, profile, state, outcome, open, summary) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, profile = excluded.profile,
       state = excluded.state, outcome = excluded.outcome, open = excluded.open, summary = excluded.summary`,
  );
  for (const { summary, open } of rows) {
    const { id, startedAt, profile, state, outcome } = summary;
    put.run(id, startedAt, profile, state, outcome, open ? 1 : 0, JSON.stringify(summary));
  }
  prepare('UPDATE seen SET position = ?').run(position);
};

const toSelect = ({ profile, state, outcome, q, before }: FlowQuery): { sql: string; values: string[] } => {
  const isOpen = outcome === 'none';
  const exact = { profile, state, ...(!isOpen && { outcome }) };
  const filters = Object.entries(exact).flatMap(([column, value]) =>
    value === undefined ? [] : [{ sql: `${column} = ?`, values: [value] }],
  );
  if (isOpen) filters.push({ sql: 'outcome IS NULL', values: [] });
  if (q !== undefined)
    filters.push({ sql: '(instr(lower(profile), lower(?)) OR instr(lower(id), lower(?)))', values: [q, q] });
  if (before !== undefined) {
    const { startedAt, id } = parseCursor(before);
    filters.push({ sql: '(started_at, id) < (?, ?)', values: [startedAt, id] });
  }
  const where = filters.length === 0 ? '' : `WHERE ${filters.map(({ sql }) => sql).join(' AND ')}`;
  return {
    sql: `SELECT summary FROM flows ${where} ORDER BY started_at DESC, id DESC LIMIT ?`,
    values: filters.flatMap(({ values }) => values),
  };
};

/** The file is ours and of this version, so only what a row must have to be shown at all is looked at. */
const summarySchema = z.custom<FlowSummary>(
  (value) => typeof value === 'object' && value !== null && 'id' in value && 'items' in value,
);

const toSummary = (row: Record<string, SQLOutputValue>): FlowSummary =>
  summarySchema.parse(JSON.parse(String(row['summary'])));
