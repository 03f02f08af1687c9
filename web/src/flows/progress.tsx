import type { FlowSummary } from '../../../src/machines/flow/view.ts';
import { countSettled } from './standing.ts';
import { useFlowsText } from './use-flows-text.ts';

/** How far a flow is, as a bar and in numbers. */
export const Progress = ({ flow }: Readonly<{ flow: Pick<FlowSummary, 'items'> }>) => {
  const flows = useFlowsText();
  const settled = countSettled(flow);
  const all = flow.items.length;
  return (
    <span className="inline-flex items-center gap-2 text-text-tertiary tabular-nums">
      <span aria-hidden className="h-1.5 w-16 overflow-hidden rounded-full bg-accent">
        <span
          className="block h-full rounded-full bg-info transition-[width]"
          style={{ width: `${(100 * settled) / Math.max(1, all)}%` }}
        />
      </span>
      {flows.progress(settled, all)}
    </span>
  );
};
