import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/api-context.tsx';
import { type CatalogServer, mcpCatalog } from '../../api/catalogs.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CatalogCard } from './catalog-card.tsx';
import { CatalogTrouble } from './catalog-trouble.tsx';
import { matchServers } from './match-servers.ts';
import { useServers } from './use-servers.ts';

type Props = Readonly<{ onAdd: (entry: CatalogServer) => void; onDescribe: () => void }>;

/** MCP servers this machine knows of. */
export const CatalogTab = ({ onAdd, onDescribe }: Props) => {
  const { catalog: text } = useText().builderMcps;
  const { data, error, isFetching, refetch } = useQuery(mcpCatalog(useApi()));
  const [query, setQuery] = useState('');
  if (data === undefined) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  const { entries } = data;
  const shown = matchServers(entries, query);
  return (
    <div className="flex flex-col gap-4">
      <CatalogTrouble catalog={data} isAsking={isFetching} onRetry={() => void refetch()} />
      {entries.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Enter in the search leaves the step alone
        <search onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && event.preventDefault()}>
          <SearchInput
            label={text.search}
            value={query}
            onChange={setQuery}
            note={<output>{query && text.matches(shown.length, entries.length)}</output>}
          />
        </search>
      )}
      {shown.length > 0 ? (
        <Cards entries={shown} onAdd={onAdd} origins={new Map(data.sources.map(({ id, label }) => [id, label]))} />
      ) : (
        <EmptyState
          title={entries.length === 0 ? text.empty : text.none(query.trim())}
          action={<Button onClick={onDescribe}>{text.describe}</Button>}
        />
      )}
    </div>
  );
};

type CardsProps = Readonly<{
  entries: readonly CatalogServer[];
  origins: ReadonlyMap<string, string>;
  onAdd: Props['onAdd'];
}>;

const Cards = ({ entries, origins, onAdd }: CardsProps) => {
  const { servers } = useServers();
  const names = new Set(servers.map(({ name }) => name.trim()));
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(17rem,100%),1fr))] gap-3">
      {entries.map((entry) => (
        <li key={entry.name} className="flex min-w-0">
          <CatalogCard
            entry={entry}
            origin={origins.get(entry.origin) ?? entry.origin}
            isAdded={names.has(entry.name)}
            onAdd={() => onAdd(entry)}
          />
        </li>
      ))}
    </ul>
  );
};

const Loading = () => (
  <div className="flex flex-col gap-4">
    <Skeleton className="h-10" />
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(17rem,100%),1fr))] gap-3">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <Skeleton key={key} className="h-44" />
      ))}
    </div>
  </div>
);
