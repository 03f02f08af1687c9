import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../api/api-context.tsx';
import { hubSearch, type HubSearch, type HubSkill, hubSources, MOST_RESULTS } from '../../api/hub-skills.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useSettled } from '../blueprint/use-settled.ts';
import { SourceNotes } from '../source-notes.tsx';
import { HubRow } from './hub-row.tsx';
import type { Look } from './skill-dialog.tsx';
import { useSkillsText } from './use-skills-text.ts';

/** While somebody types, a registry outside is not asked at every key. */
const SETTLED_MS = 300;
const SHORTEST = 2;
const FIRST_RESULTS = 20;

type Props = Readonly<{ typed: string; source: string; onLook: (look: Look) => void }>;

/** What a search finds; before it, some to begin with. */
export const HubResults = ({ typed, source, onLook }: Props) => {
  const { hub } = useSkillsText();
  const q = useSettled(typed.trim(), SETTLED_MS);
  const [limit, setLimit] = useState(FIRST_RESULTS);
  const isAsked = q.length >= SHORTEST;
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...hubSearch(useApi(), { q, source, limit }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const retry = () => void refetch();
  if (!isAsked) return <Featured isTooShort={typed.trim() !== ''} onLook={onLook} />;
  const isStale = isFetching || typed.trim() !== q;
  return (
    <div aria-busy={isStale} className="flex flex-col gap-3">
      <LiveRegion>{isStale ? '' : data ? hub.found(data.results.length) : ''}</LiveRegion>
      {error && !isStale ? (
        <ErrorState error={error} onRetry={retry} />
      ) : data ? (
        <>
          <Summary answer={data} isStale={isStale} limit={limit} onMore={() => setLimit(MOST_RESULTS)} />
          {data.results.length > 0 && <SkillRows skills={data.results} onLook={onLook} />}
          {data.results.length === 0 && !isPlaceholderData && (
            <EmptyState icon={<Search aria-hidden size={28} />} title={hub.none(q)}>
              {hub.noneText}
            </EmptyState>
          )}
          <SourceNotes sources={data.catalogs ?? []} busy={isFetching} onRetry={retry} />
        </>
      ) : (
        <RowsSkeleton />
      )}
    </div>
  );
};

type SummaryProps = Readonly<{ answer: HubSearch; isStale: boolean; limit: number; onMore: () => void }>;

const Summary = ({ answer, isStale, limit, onMore }: SummaryProps) => {
  const { hub } = useSkillsText();
  const shown = answer.results.length;
  const all = Object.values(answer.source_counts).reduce((sum, count) => sum + count, 0);
  const isCut = shown >= Math.min(limit, MOST_RESULTS) && all > shown;
  return (
    <div className="flex min-h-8 items-center gap-2 text-sm text-text-secondary">
      {isCut ? hub.more(shown, all) : hub.found(shown)} {isCut && limit === MOST_RESULTS && hub.moreWords}
      {isCut && limit < MOST_RESULTS && (
        <Button size="sm" variant="quiet" onClick={onMore}>
          {hub.showMore}
        </Button>
      )}
      {isStale && <Spinner label={hub.searching} />}
    </div>
  );
};

const Featured = ({ isTooShort, onLook }: Readonly<{ isTooShort: boolean; onLook: (look: Look) => void }>) => {
  const { hub } = useSkillsText();
  const { data, error, isFetching, refetch } = useQuery(hubSources(useApi()));
  const retry = () => void refetch();
  if (!data) return error ? <ErrorState error={error} onRetry={retry} /> : <RowsSkeleton />;
  const sources = data.sources.map(({ label, available, reason }) => ({ label, ok: available, reason }));
  return (
    <div className="flex flex-col gap-3">
      {data.featured.length === 0 ? (
        <EmptyState icon={<Search aria-hidden size={28} />} title={hub.featuredEmpty}>
          {hub.featuredEmptyText}
        </EmptyState>
      ) : (
        <>
          <p className="flex min-h-8 items-center text-sm text-text-secondary">
            {isTooShort ? hub.short : hub.featured}
          </p>
          <SkillRows skills={data.featured} onLook={onLook} />
        </>
      )}
      <SourceNotes sources={sources} busy={isFetching} onRetry={retry} />
    </div>
  );
};

const SkillRows = ({ skills, onLook }: Readonly<{ skills: readonly HubSkill[]; onLook: (look: Look) => void }>) => (
  <ul className="divide-y divide-border overflow-hidden rounded-xl border border-border bg-card">
    {skills.map((skill) => (
      <HubRow key={skill.identifier} skill={skill} onLook={onLook} />
    ))}
  </ul>
);

const RowsSkeleton = () => <Skeleton className="h-96 rounded-xl" />;
