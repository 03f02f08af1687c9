import { FileInput } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { type Clock, ClockContext } from './clock.tsx';
import { recordedAt } from './elapsed.ts';
import { FlowFacts } from './flow-facts.tsx';
import { FlowHeader } from './flow-header.tsx';
import { isImported } from './item-facts.ts';
import { ItemList } from './item-list.tsx';
import type { OutputHook } from './item-output.ts';
import { Notices } from './notices.tsx';
import { OutcomeCard } from './outcome-card.tsx';
import { PlanSummary } from './plan-summary.tsx';
import type { FlowCommands } from './use-command.ts';
import { useFlowText } from './use-flow-text.ts';

type Props = Readonly<{
  view: FlowView;
  /** The flow is followed as it happens: its times go on by the server's clock, which is so far ahead of this one. */
  isLive: boolean;
  clockSkewMs?: number;
  /** Null: nothing can be pressed that would change the flow. */
  commands: FlowCommands | null;
  /** Null: there is no output to show. */
  output: OutputHook | null;
  /** Level of the headline; the page's own heading unless told. */
  heading?: 'h1' | 'h2';
  connection?: ReactNode;
}>;

/** A flow as its user sees it, at any of its versions: what the replay shows too. */
export const FlowContents = ({
  view,
  isLive,
  clockSkewMs = 0,
  commands,
  output,
  heading = 'h1',
  connection,
}: Props) => {
  const clock = useClock(view, isLive, clockSkewMs);
  return (
    <ClockContext value={clock}>
      <div className="@container flex min-w-0 flex-col gap-6">
        <FlowHeader {...{ view, heading, connection }} />
        {isImported(view) && <Imported />}
        <div className="grid min-w-0 items-start gap-6 @4xl:grid-cols-[minmax(0,1fr)_20rem] @4xl:grid-rows-[auto_1fr]">
          <div className="min-w-0 @4xl:col-start-2">
            <OutcomeCard view={view} commands={commands} />
          </div>
          <div className="min-w-0 @4xl:col-start-1 @4xl:row-span-2 @4xl:row-start-1">
            <ItemList {...{ view, commands, output }} />
          </div>
          <div className="flex min-w-0 flex-col gap-6 @4xl:col-start-2">
            <Notices notices={view.notices} />
            <PlanSummary plan={view.plan} />
            <FlowFacts view={view} />
          </div>
        </div>
      </div>
    </ClockContext>
  );
};

const useClock = (view: FlowView, isLive: boolean, skewMs: number): Clock => {
  const at = recordedAt(view);
  return useMemo(
    () => (isLive ? { now: () => Date.now() + skewMs, isTicking: true } : { now: () => at, isTicking: false }),
    [isLive, skewMs, at],
  );
};

const Imported = () => {
  const flow = useFlowText();
  return (
    <p className="flex gap-3 rounded-lg border border-info-line bg-info-soft px-4 py-3 text-sm">
      <FileInput aria-hidden size={18} className="mt-0.5 shrink-0 text-info" />
      <span>{flow.imported}</span>
    </p>
  );
};
