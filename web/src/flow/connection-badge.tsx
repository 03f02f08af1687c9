import { RotateCw, Wifi, WifiOff } from 'lucide-react';
import { useConnection } from '../api/stream/use-connection.ts';
import { useText } from '../i18n/text.tsx';
import { Badge } from '../ui/badge.tsx';

/** Whether what is shown is followed as it happens. */
export const ConnectionBadge = () => {
  const { connection } = useText().flow;
  const status = useConnection();
  const [Icon, tone] = looks[status];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden size={12} />}>
      {connection[status]}
    </Badge>
  );
};

const looks = {
  live: [Wifi, 'success'],
  reconnecting: [RotateCw, 'warning'],
  offline: [WifiOff, 'destructive'],
} as const;
