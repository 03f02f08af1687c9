import { createContext, use, useEffect, useState } from 'react';
import { formatDuration } from '../ui/format-duration.ts';
import { elapsedMs } from './elapsed.ts';

/** What time it is for what is shown: the server's now, or a moment of a recorded flow. */
export type Clock = Readonly<{ now: () => number; isTicking: boolean }>;

/** Everything below it takes its time from here. */
export const ClockContext = createContext<Clock>({ now: () => Date.now(), isTicking: false });

type Props = Readonly<{ startedAt?: string | undefined; endedAt?: string | null | undefined }>;

/** How long something has taken; counts seconds while it goes on. */
export const Elapsed = ({ startedAt, endedAt }: Props) => {
  const isOpen = endedAt === undefined || endedAt === null;
  const now = useNow(isOpen);
  const ms = elapsedMs({ startedAt, endedAt }, now);
  if (ms === null) return null;
  return (
    <span className="font-mono text-xs whitespace-nowrap text-text-tertiary tabular-nums">
      {isOpen ? formatSeconds(ms) : formatDuration(ms)}
    </span>
  );
};

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

const formatSeconds = (ms: number): string => (ms < MINUTE_MS ? `${Math.floor(ms / SECOND_MS)} s` : formatDuration(ms));

const useNow = (isOpen: boolean): number => {
  const { now, isTicking } = use(ClockContext);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!isOpen || !isTicking) return;
    const timer = setInterval(() => redraw((count) => count + 1), SECOND_MS);
    return () => clearInterval(timer);
  }, [isOpen, isTicking]);
  return now();
};
