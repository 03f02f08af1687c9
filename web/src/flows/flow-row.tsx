import { GitFork, Import, TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import type { FlowSummary } from '../../../src/machines/flow/view.ts';
import { useText } from '../i18n/text.tsx';
import { Elapsed } from '../flow/clock.tsx';
import { Duration } from '../ui/duration.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusIcon } from '../ui/status-icon.tsx';
import { Progress } from './progress.tsx';
import { isUnderWay, toStatus, toWords } from './standing.ts';
import { useFlowsText } from './use-flows-text.ts';

type Props = Readonly<{ flow: FlowSummary }>;

/** One flow in a line, or in two where there is no room: how it stands, of what profile, how old, how long. Opens it. */
export const FlowRow = ({ flow }: Props) => {
  const flows = useFlowsText();
  const { ui } = useText();
  const { id, profile, startedAt, durationMs, problems } = flow;
  return (
    <Link
      to={`/flows/${id}`}
      data-flow={id}
      className="grid min-h-14 scroll-mt-28 scroll-mb-4 grid-cols-[1.25rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-b border-border px-4 py-2 text-sm -outline-offset-2 hover:bg-muted focus-visible:bg-muted lg:grid-cols-[1.25rem_minmax(0,5fr)_minmax(0,4fr)_8rem_8rem_6rem]"
    >
      <StatusIcon status={toStatus(flow)} decorative />
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
        <span className="max-w-full truncate font-mono" title={profile}>
          {profile}
        </span>
        <Origin flow={flow} />
      </span>
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 max-lg:col-start-2 max-lg:row-start-2 lg:contents">
        <span className="flex min-w-0 flex-wrap items-center gap-x-3">
          <span className="text-text-secondary">{toWords(flow, flows, ui)}</span>
          {isUnderWay(flow) && <Progress flow={flow} />}
        </span>
        <span className="flex items-center gap-1.5 text-warning max-lg:empty:hidden">
          {problems.length > 0 && (
            <>
              <TriangleAlert aria-hidden size={14} />
              {flows.problems(problems.length)}
            </>
          )}
        </span>
      </span>
      <span className="text-text-tertiary max-lg:col-start-3 max-lg:row-start-1 max-lg:text-right">
        <RelativeTime at={startedAt} />
      </span>
      <span className="text-right max-lg:col-start-3 max-lg:row-start-2">
        {isUnderWay(flow) ? <Elapsed startedAt={startedAt} /> : <Duration ms={durationMs} />}
      </span>
    </Link>
  );
};

/** Where a flow comes from that was not created here. */
const Origin = ({ flow: { imported, forkedFrom } }: Props) => {
  const flows = useFlowsText();
  return (
    <>
      {imported && (
        <span className="inline-flex items-center gap-1 text-xs text-text-tertiary">
          <Import aria-hidden size={12} />
          {flows.imported}
        </span>
      )}
      {forkedFrom && (
        <span className="inline-flex max-w-full min-w-0 items-center gap-1 text-xs text-text-tertiary">
          <GitFork aria-hidden size={12} className="shrink-0" />
          <span className="truncate">{flows.forkOf(forkedFrom.flow, forkedFrom.version)}</span>
        </span>
      )}
    </>
  );
};
