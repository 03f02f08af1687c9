import { ChevronRight } from 'lucide-react';
import type { Plan } from '../../../src/machines/flow/plan.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { toPlanRows } from './plan-rows.ts';
import { useFlowText } from './use-flow-text.ts';

/** What was asked for, folded away until someone wants to know. */
export const PlanSummary = ({ plan }: Readonly<{ plan: Plan }>) => {
  const flow = useFlowText();
  return (
    <details className="group min-w-0 rounded-xl border border-border bg-card">
      <summary className="flex min-h-12 list-none items-center justify-between gap-4 rounded-xl px-5 text-sm font-medium hover:bg-muted [&::-webkit-details-marker]:hidden">
        <h2>{flow.plan.title}</h2>
        <ChevronRight aria-hidden size={16} className="text-text-tertiary transition-transform group-open:rotate-90" />
      </summary>
      <dl className="flex flex-col gap-3 border-t border-border p-5 text-sm">
        {toPlanRows(plan, flow).map(({ title, lines, secrets }) => (
          <div key={title} className="min-w-0">
            <dt className="text-text-tertiary">{title}</dt>
            {lines.map((line, index) => (
              <dd key={index} className="wrap-anywhere whitespace-pre-wrap">
                {line}
              </dd>
            ))}
            {secrets.map((name, index) => (
              <dd key={index} className="font-mono text-xs leading-5 wrap-anywhere text-text-secondary">
                {name} <span aria-hidden>{flow.plan.secret}</span>
                <VisuallyHidden>({flow.plan.secretHint})</VisuallyHidden>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
};
