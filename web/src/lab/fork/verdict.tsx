import { toHeadline } from '../../flow/headline.ts';
import { useFlowText } from '../../flow/use-flow-text.ts';
import { useText } from '../../i18n/text.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { Differences } from './differences.tsx';
import type { ForkResult } from './fork-result.ts';
import { useForkText } from './use-fork-text.ts';

type Props = Readonly<{
  result: ForkResult;
  /** Something was chosen; else it is the flow as recorded. */
  isChanged: boolean;
  lookAt: (version: number) => void;
}>;

/** What a fork comes to: in a sentence, item by item, and from where on. */
export const Verdict = ({ result, isChanged, lookAt }: Props) => {
  const { verdict } = useForkText();
  const { before, view, diff } = result;
  const title = isChanged ? verdict.would : before.outcome === null ? verdict.going : verdict.recorded;
  const headline = toHeadline(view, useFlowText());
  const outcome = useOutcome(result);
  return (
    <section aria-label={title} className="flex flex-col gap-3 rounded-xl border border-border bg-card p-4">
      <div className="flex flex-col gap-1">
        <h4 className="text-xs text-text-tertiary">{title}</h4>
        <div className="flex gap-2.5">
          <span className="mt-0.5">
            <StatusIcon status={view.outcome ?? 'running'} decorative />
          </span>
          <p className="min-w-0 font-medium wrap-anywhere">{headline}</p>
        </div>
        {isChanged && <p className="pl-7 text-sm text-text-secondary">{outcome}</p>}
      </div>
      <LiveRegion>{isChanged && `${headline}. ${outcome}`}</LiveRegion>
      {isChanged && <Differences diff={diff} lookAt={lookAt} />}
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
