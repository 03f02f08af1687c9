import { toHeadline } from '../../flow/headline.ts';
import { useFlowText } from '../../flow/use-flow-text.ts';
import { useText } from '../../i18n/text.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { StatusIcon } from '../../ui/status-icon.tsx';
import type { ForkResult } from './fork-result.ts';
import { useForkText } from './use-fork-text.ts';

type Props = Readonly<{
  result: ForkResult;
  /** Something was chosen; else it is the flow as recorded. */
  isChanged: boolean;
}>;

/** What a fork comes to, in a sentence; it takes the same room whatever is chosen below it. */
export const Verdict = ({ result, isChanged }: Props) => {
  const { verdict } = useForkText();
  const { before, view } = result;
  const title = isChanged ? verdict.would : before.outcome === null ? verdict.going : verdict.recorded;
  const headline = toHeadline(view, useFlowText());
  const outcome = useOutcome(result);
  return (
    <section aria-label={title} className="rounded-xl border border-border bg-card p-4">
      <div className="flex flex-col gap-1">
        <h3 className="text-xs text-text-tertiary">{title}</h3>
        <div className="flex gap-2.5">
          <span className="mt-0.5">
            <StatusIcon status={view.outcome ?? 'running'} decorative />
          </span>
          <p className="min-w-0 font-medium wrap-anywhere">{headline}</p>
        </div>
        <p className="pl-7 text-sm text-text-secondary">{isChanged ? outcome : verdict.nothingChosen}</p>
      </div>
      <LiveRegion>{isChanged && `${headline}. ${outcome}`}</LiveRegion>
    </section>
  );
};

/** The outcome beside the one that was recorded. */
const useOutcome = ({ before, view }: ForkResult): string => {
  const { verdict } = useForkText();
  const { outcomes } = useText().ui;
  const now = view.outcome === null ? '' : outcomes[view.outcome];
  if (before.outcome === null) return verdict.stillRunning(now);
  return before.outcome === view.outcome
    ? verdict.sameOutcome(now)
    : verdict.otherOutcome(now, outcomes[before.outcome]);
};
