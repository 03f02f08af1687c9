import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.tsx';
import { hubSources } from '../../api/hub-skills.ts';
import { SearchInput } from '../../ui/search-input.tsx';
import { Select } from '../../ui/select.tsx';
import { FilterKeys } from './filter-keys.tsx';
import { useSkillsText } from './use-skills-text.ts';

type Props = Readonly<{
  typed: string;
  onType: (typed: string) => void;
  /** `all`, or the id of one. */
  source: string;
  onSource: (source: string) => void;
}>;

/** What to search for, and where. */
export const HubSearchBar = ({ typed, onType, source, onSource }: Props) => {
  const { hub } = useSkillsText();
  const { data } = useQuery(hubSources(useApi()));
  const sources = data?.sources ?? [];
  const options = [{ value: 'all', label: hub.everySource }, ...sources.map(({ id, label }) => ({ value: id, label }))];
  return (
    <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_12rem]">
      <FilterKeys>
        <SearchInput label={hub.search} value={typed} onChange={onType} />
      </FilterKeys>
      <Select aria-label={hub.source} value={source} options={options} onChange={onSource} />
    </div>
  );
};
