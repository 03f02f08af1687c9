import { SearchX } from 'lucide-react';
import { type UrlText, useUrlText } from '../shell/use-url-text.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { ProfileRow as Profile } from '../api/profiles.ts';
import { NoProfiles } from './no-profiles.tsx';
import { ProfileRow } from './profile-row.tsx';
import { useProfiles } from './use-profiles.ts';
import { useProfilesText } from './use-profiles-text.ts';

/** Fewer are seen at a glance. */
const SEARCHED_FROM = 6;

/** The profiles there are; when that is only the default one, what others are good for. */
export const ProfileList = () => {
  const search = useUrlText('q');
  const { data: profiles, active, error, refetch } = useProfiles();
  if (!profiles) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  const isSearched = profiles.length >= SEARCHED_FROM || search.typed !== '';
  const found = profiles.filter((profile) => matches(profile, search.typed));
  return (
    <div className="flex flex-col gap-4">
      {isSearched && <Search search={search} count={found.length} />}
      {found.length === 0 && <Nothing onShowAll={() => search.type('')} />}
      {found.length > 0 && (
        <Card padding="none">
          <ul>
            {found.map((profile) => (
              <ProfileRow key={profile.name} profile={profile} isActive={profile.name === active} />
            ))}
          </ul>
        </Card>
      )}
      {profiles.every(({ is_default }) => is_default) && <NoProfiles />}
    </div>
  );
};

const Search = ({ search, count }: Readonly<{ search: UrlText; count: number }>) => (
  <div className="sm:w-96">
    <SearchInput label={useProfilesText().search} value={search.typed} onChange={search.type} note={count} />
  </div>
);

const matches = ({ name, description }: Profile, typed: string): boolean =>
  `${name}\n${description}`.toLowerCase().includes(typed.toLowerCase());

const Nothing = ({ onShowAll }: Readonly<{ onShowAll: () => void }>) => {
  const { nothing } = useProfilesText();
  return (
    <EmptyState
      icon={<SearchX aria-hidden size={32} />}
      title={nothing.title}
      action={<Button onClick={onShowAll}>{nothing.action}</Button>}
    />
  );
};

const Loading = () => (
  <Card padding="none">
    <p className="sr-only">{useProfilesText().loading}</p>
    {Array.from({ length: 2 }, (_, row) => (
      <div key={row} className="border-b border-border px-5 py-4 last:border-b-0">
        <Skeleton className="h-24 w-full" />
      </div>
    ))}
  </Card>
);
