import type { FlowView } from '../../../src/machines/flow/view.ts';

/** Time of the flow's last record, milliseconds since the epoch by the server's clock. */
export const recordedAt = ({ startedAt, durationMs }: FlowView): number => Date.parse(startedAt) + durationMs;

/** How long a flow or an item has taken until `now` (the server's clock), never less than what is recorded; null before it starts. */
export const elapsedMs = (
  { startedAt, endedAt }: Readonly<{ startedAt?: string | undefined; endedAt?: string | null | undefined }>,
  now: number,
): number | null => {
  if (startedAt === undefined) return null;
  const end = endedAt === undefined || endedAt === null ? now : Date.parse(endedAt);
  return Math.max(0, end - Date.parse(startedAt));
};

/**
 * How far the server's clock is ahead of this one, from the `Date` of an answer. That has whole seconds: a difference
 * within them is none.
 */
export const toClockSkewMs = (serverDate: string | null, clientNow: number): number => {
  const skew = serverDate === null ? 0 : Date.parse(serverDate) - clientNow;
  return Number.isNaN(skew) || Math.abs(skew) < SECONDS_MS ? 0 : skew;
};

const SECONDS_MS = 2000;
