import { type Refused, refuse } from '../../app/refusal.ts';

/** Where a reader wants to go on; null = it has seen nothing. The header wins: it is newer than the URL. */
export const parseCursor = (
  lastEventId: string | undefined,
  after: string | undefined,
): Refused | { cursor: number | null } => {
  const text = lastEventId === undefined || lastEventId === '' ? after : lastEventId;
  if (text === undefined) return { cursor: null };
  if (!/^\d{1,15}$/.test(text)) return refuse('cursor/invalid', 'The cursor must be the id of an event: digits only.');
  return { cursor: Number(text) };
};
