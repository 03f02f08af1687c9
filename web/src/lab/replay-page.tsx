import { GitFork } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useParams } from 'wouter';
import { toFlowView } from '../../../src/machines/flow/view.ts';
import { ParentLink } from '../flow/parent-link.tsx';
import { useText } from '../i18n/text.tsx';
import { useSearchParams } from '../navigation/use-search-params.ts';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusIcon } from '../ui/status-icon.tsx';
import { CompareControl } from './compare/compare-control.tsx';
import { useOpenFork } from './fork/use-open-fork.ts';
import { DropFlow } from './drop-flow.tsx';
import { ExportMenu } from './export-menu.tsx';
import { ReplayView } from './replay/replay-view.tsx';
import { usePlace } from './replay/use-place.ts';
import { useReplay } from './replay/use-replay.ts';

/** Loaded when two flows are compared. */
const ComparisonPanel = lazy(() =>
  import('./compare/comparison-panel.tsx').then((m) => ({ default: m.ComparisonPanel })),
);

/** One flow again, event by event, or beside another one; it goes along with one that goes on. */
export const ReplayPage = () => {
  const { id = '' } = useParams();
  const { lab } = useText();
  const { data: replay, error, refetch } = useReplay(id);
  const nav = usePlace(replay?.last ?? 1);
  const openFork = useOpenFork();
  const other = useSearchParams()[0].get('cmp');
  const flow = replay?.at(replay.last);
  const view = flow && toFlowView(flow);
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:h-[calc(100dvh-3.5rem)] lg:flex-none">
      <div className="border-b border-border">
        <Page
          width="full"
          density="compact"
          eyebrow={view?.forkedFrom && <ParentLink {...view.forkedFrom} />}
          title={other === null ? lab.replay(view?.profile ?? id) : lab.comparison(view?.profile ?? id)}
          actions={
            <>
              {view && <StatusIcon status={view.outcome ?? 'running'} />}
              {!nav.place.isFollowing && (
                <Button size="sm" onClick={nav.follow}>
                  {lab.live}
                </Button>
              )}
              {other === null && (
                <Button
                  size="sm"
                  icon={<GitFork aria-hidden size={14} />}
                  onClick={() => openFork(nav.place.at)}
                  disabled={!replay}
                >
                  {lab.forkHere}
                </Button>
              )}
              {view && <CompareControl view={view} />}
              <ExportMenu flow={id} />
              <DropFlow />
              <LinkButton size="sm" to={`/flows/${id}`}>
                {lab.toFlow}
              </LinkButton>
            </>
          }
        />
      </div>
      {replay?.broken && <p className="px-6 py-2 text-warning">{lab.broken(replay.broken.version)}</p>}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!replay && !error && waiting}
      {replay && other === null && <ReplayView flow={id} replay={replay} nav={nav} />}
      {replay && other !== null && (
        <Suspense fallback={waiting}>
          <ComparisonPanel replay={replay} flow={other} />
        </Suspense>
      )}
    </div>
  );
};

const waiting = <Skeleton className="m-6 h-[60dvh]" />;
