import type { FlowSummary } from '../../machines/flow/view.ts';

/** A place in the list: newest first by start, then by id. */
export type ListKey = Readonly<{ startedAt: string; id: string }>;

/** The place of a flow in the list. */
export const toListKey = ({ startedAt, id }: FlowSummary): ListKey => ({ startedAt, id });

/** A place as clients carry it. */
export const toCursor = ({ startedAt, id }: ListKey): string => Buffer.from(`${startedAt} ${id}`).toString('base64url');

/** Reads any string: one that was never given out is a place like any other. */
export const parseCursor = (cursor: string): ListKey => {
  const [startedAt = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ', 2);
  return { startedAt, id };
};

/** Negative when `a` comes before `b` in the list. */
export const compareListKeys = (a: ListKey, b: ListKey): number =>
  compareText(b.startedAt, a.startedAt) || compareText(b.id, a.id);

/** By code point, as SQLite compares. */
const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
