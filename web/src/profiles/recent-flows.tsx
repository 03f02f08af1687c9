import { ArrowRight } from 'lucide-react';
import { Link } from 'wouter';
import { useFlows } from '../api/stream/use-flows.ts';
import { toStatus } from '../flows/standing.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusIcon } from '../ui/status-icon.tsx';
import { useProfilesText } from './use-profiles-text.ts';

const SHOWN = 4;

/** The newest flows in a strip, live. */
export const RecentFlows = () => {
  const profiles = useProfilesText();
  const { data } = useFlows({}, SHOWN);
  if (data?.flows.length === 0) return null;
  return (
    <nav aria-label={profiles.recent} className="flex min-h-9 flex-wrap items-center gap-2 text-sm">
      <span className="mr-1 text-text-tertiary">{profiles.recent}</span>
      {data?.flows.slice(0, SHOWN).map((flow) => (
        <Link
          key={flow.id}
          to={`/flows/${flow.id}`}
          className="flex h-9 max-w-full items-center gap-2 rounded-lg border border-border bg-card px-3 hover:bg-accent max-sm:nth-[n+4]:hidden"
        >
          <StatusIcon status={toStatus(flow)} size={16} />
          <span className="max-w-40 truncate font-mono">{flow.profile}</span>
          <span className="text-xs text-text-tertiary">
            <RelativeTime at={flow.startedAt} />
          </span>
        </Link>
      ))}
      <Link
        to="/flows"
        className="inline-flex h-9 items-center gap-1.5 rounded-lg px-2 text-text-secondary hover:bg-muted hover:text-text-primary"
      >
        {profiles.allFlows}
        <ArrowRight aria-hidden size={14} />
      </Link>
    </nav>
  );
};
