import { CircleAlert } from 'lucide-react';

/** Why something was not done; read out when it appears. */
export const Refusal = ({ reason }: Readonly<{ reason: string | null }>) => (
  <div role="alert" className="empty:hidden">
    {reason !== null && (
      <p className="flex gap-2 text-sm text-destructive">
        <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
        <span className="min-w-0 wrap-anywhere">{reason}</span>
      </p>
    )}
  </div>
);
