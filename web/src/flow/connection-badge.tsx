import { RotateCw, Wifi, WifiOff } from 'lucide-react';
import { useConnection } from '../api/stream/use-connection.ts';
import { Badge } from '../ui/badge.tsx';
import { useFlowText } from './use-flow-text.ts';

/** Whether what is shown is followed as it happens. */
export const ConnectionBadge = () => {
  const { connection } = useFlowText();
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
