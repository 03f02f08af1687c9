import { formatDuration } from './format-duration.ts';

/** How long something took. */
export const Duration = ({ ms }: Readonly<{ ms: number }>) => (
  <span className="font-mono text-xs whitespace-nowrap text-text-tertiary tabular-nums">{formatDuration(ms)}</span>
);
