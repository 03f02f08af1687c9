import { formatAgo } from './format-ago.ts';
import { useNow } from './use-now.ts';

const REFRESH_MS = 20_000;

/** How long ago something was; the exact time on hover. `at` is an ISO time. */
export const RelativeTime = ({ at }: Readonly<{ at: string }>) => {
  const now = useNow(REFRESH_MS);
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()} className="whitespace-nowrap">
      {formatAgo(Date.parse(at), now)}
    </time>
  );
};
