import { RotateCw, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useRoute } from 'wouter';
import type { ConnectionStatus } from '../api/stream/connection.ts';
import { useConnection } from '../api/stream/use-connection.ts';
import { useText } from '../i18n/text.tsx';
import { Badge } from '../ui/badge.tsx';

/** Shorter breaks are nobody's business: what was missed comes after. */
const NOTICED_AFTER_MS = 1000;

/** Says that what is shown may be out of date; nothing while it is not. */
export const ConnectionBadge = () => {
  const { connection } = useText().shell;
  const status = useLasting(useConnection());
  // The page of a flow says it itself, beside what goes on.
  const [isFlow] = useRoute('/flows/:id');
  if (isFlow) return null;
  return (
    <output aria-live="polite" className="max-sm:fixed max-sm:bottom-4 max-sm:left-4">
      {status !== 'live' && (
        <Badge
          tone={status === 'offline' ? 'destructive' : 'warning'}
          icon={status === 'offline' ? <WifiOff aria-hidden size={14} /> : <RotateCw aria-hidden size={14} />}
        >
          <span title={connection.hints[status]}>{connection[status]}</span>
        </Badge>
      )}
    </output>
  );
};

/** The status, but live for the first moment in which it is not. */
const useLasting = (status: ConnectionStatus): ConnectionStatus => {
  const isLive = status === 'live';
  const [isNoticed, setNoticed] = useState(false);
  useEffect(() => {
    if (isLive) return;
    const timer = setTimeout(() => setNoticed(true), NOTICED_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setNoticed(false);
    };
  }, [isLive]);
  return isNoticed ? status : 'live';
};
