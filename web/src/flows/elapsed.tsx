import { formatDuration } from '../ui/format-duration.ts';
import { useNow } from '../ui/use-now.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** How long something has been going on, in whole seconds, so that they count evenly. */
export const Elapsed = ({ since }: Readonly<{ since: string }>) => {
  const ms = Math.max(0, useNow(SECOND_MS) - Date.parse(since));
  return (
    <span className="font-mono text-xs whitespace-nowrap text-text-tertiary tabular-nums">
      {ms < MINUTE_MS ? `${Math.floor(ms / SECOND_MS)} s` : formatDuration(ms)}
    </span>
  );
};
