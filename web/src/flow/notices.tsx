import { Info } from 'lucide-react';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { Card } from '../ui/card.tsx';
import { useFlowText } from './use-flow-text.ts';

/** What is worth knowing although nothing went wrong; nothing when there is nothing. */
export const Notices = ({ notices }: Pick<FlowView, 'notices'>) => {
  const flow = useFlowText();
  if (notices.length === 0) return null;
  return (
    <Card title={flow.notices}>
      <ul className="flex flex-col gap-3 text-sm text-text-secondary">
        {notices.map(({ item, code, message }) => (
          <li key={`${item} ${code} ${message}`} className="flex gap-2.5">
            <Info aria-hidden size={16} className="mt-0.5 shrink-0 text-info" />
            <span className="min-w-0 wrap-anywhere">{message}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
};
