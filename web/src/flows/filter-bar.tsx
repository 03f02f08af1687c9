import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useSearchParams } from '../navigation/use-search-params.ts';
import { type UrlText, withParam } from '../shell/use-url-text.ts';
import { SearchInput } from '../ui/search-input.tsx';
import { type OutcomeFilter, outcomeFilters } from './outcome-filter.ts';
import { useFlowsText } from './use-flows-text.ts';

type Props = Readonly<{ outcome: OutcomeFilter; search: UrlText; note: ReactNode }>;

/** Narrows the list: by outcome, and by what is typed. Each outcome is an address of its own. */
export const FilterBar = ({ outcome, search, note }: Props) => {
  const flows = useFlowsText();
  const [params] = useSearchParams();
  const linkTo = (filter: OutcomeFilter) =>
    withParam('outcome', filter === 'all' ? '' : filter)(withParam('q', search.typed)(params)).toString();
  return (
    <div className="flex flex-col gap-3 xl:flex-row-reverse xl:items-center xl:justify-between">
      <div className="xl:w-96">
        <SearchInput label={flows.search} value={search.typed} onChange={search.type} note={note} />
      </div>
      <nav aria-label={flows.filters} className="flex flex-wrap gap-1.5">
        {outcomeFilters.map((filter) => (
          <Link
            key={filter}
            to={`?${linkTo(filter)}`}
            aria-current={filter === outcome ? 'true' : undefined}
            className={clsx(
              'flex h-8 items-center rounded-full border px-3 text-sm whitespace-nowrap',
              filter === outcome
                ? 'border-primary bg-primary text-primary-foreground'
                : 'border-border bg-card text-text-secondary hover:bg-accent hover:text-text-primary',
            )}
          >
            {flows.filter[filter]}
          </Link>
        ))}
      </nav>
    </div>
  );
};
