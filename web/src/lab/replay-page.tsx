import { lazy, Suspense } from 'react';
import { useParams } from 'wouter';
import { useFlow } from '../api/stream/use-flow.ts';
import { isUnderWay, toStatus } from '../flows/standing.ts';
import { ParentLink } from '../flow/parent-link.tsx';
import { useText } from '../i18n/text.tsx';
import { useSearchParams } from '../navigation/use-search-params.ts';
import { Page } from '../shell/page.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusIcon } from '../ui/status-icon.tsx';
import { CompareControl } from './compare/compare-control.tsx';
import { DropFlow } from './drop-flow.tsx';
import { ExportMenu } from './export-menu.tsx';
import { useOpenFork } from './fork/use-open-fork.ts';
import { ReplayActions } from './replay/replay-actions.tsx';
import { ReplayView } from './replay/replay-view.tsx';
import { usePlace } from './replay/use-place.ts';
import { useReplay } from './replay/use-replay.ts';
import { useReplayText } from './replay/use-replay-text.ts';

/** Loaded when two flows are compared. */
const ComparisonPanel = lazy(() =>
  import('./compare/comparison-panel.tsx').then((m) => ({ default: m.ComparisonPanel })),
);

/** One flow again, event by event, or beside another one; it goes along with one that goes on. */
export const ReplayPage = () => {
  const { id = '' } = useParams();
  // What is played and where belongs to one flow.
  return <OneReplay key={id} id={id} />;
};

const OneReplay = ({ id }: Readonly<{ id: string }>) => {
  const { lab } = useText();
  const text = useReplayText();
  const { data: now } = useFlow(id);
  const { data: replay, error, refetch } = useReplay(id);
  const other = useSearchParams()[0].get('cmp');
  const openFork = useOpenFork();
  const goesOn = now !== undefined && isUnderWay(now);
  const nav = usePlace(replay?.last ?? 1, goesOn);
  const first = replay?.events[0];
  const profile = now?.profile ?? (first?.type === 'flow.started' ? first.data.profile : id);
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:h-[calc(100dvh-3.5rem)] lg:flex-none">
      <div className="border-b border-border">
        <Page
          width="full"
          density="compact"
          title={other === null ? lab.replay(profile) : lab.comparison(profile)}
          eyebrow={now?.forkedFrom && <ParentLink {...now.forkedFrom} />}
          actions={
            <>
              {now && <StatusIcon status={toStatus(now)} />}
              {other === null && <ReplayActions {...{ replay, nav, goesOn }} onFork={() => openFork(nav.place.at)} />}
              {now && <CompareControl view={now} />}
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
      {error && (
        <div className="p-6">
          <ErrorState error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {error && !replay ? null : replay?.last === 0 ? (
        <div className="p-6">
          <EmptyState title={text.unreadable} />
        </div>
      ) : other === null ? (
        <ReplayView flow={id} {...{ replay, now, nav }} />
      ) : (
        <Suspense fallback={waiting}>{replay ? <ComparisonPanel replay={replay} flow={other} /> : waiting}</Suspense>
      )}
    </div>
  );
};

const waiting = <Skeleton className="m-6 h-[60dvh]" />;
