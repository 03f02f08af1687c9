import { useEffect, useState } from 'react';
import { formatAgo } from './format-ago.ts';

const REFRESH_MS = 20_000;

/** How long ago something was; the exact time on hover. `at` is an ISO time. */
export const RelativeTime = ({ at }: Readonly<{ at: string }>) => {
  const now = useNow();
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()} className="whitespace-nowrap">
      {formatAgo(Date.parse(at), now)}
    </time>
  );
};

const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
};
