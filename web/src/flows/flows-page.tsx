import { useSearchParams } from '../navigation/use-search-params.ts';
import { Page } from '../shell/page.tsx';
import { useUrlText } from '../shell/use-url-text.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { FilterBar } from './filter-bar.tsx';
import { FlowResults } from './flow-results.tsx';
import { ImportFlow } from './import-flow.tsx';
import { toOutcomeFilter } from './outcome-filter.ts';
import { useFlowRows } from './use-flow-rows.ts';
import { useFlowsText } from './use-flows-text.ts';

/** The flows there were: what is under way first, then the newest. */
export const FlowsPage = () => {
  const flows = useFlowsText();
  const [params, setParams] = useSearchParams();
  const outcome = toOutcomeFilter(params.get('outcome'));
  const search = useUrlText('q');
  const found = useFlowRows(outcome, search);
  const { rows, hasMore, isPending } = found;
  const isFiltered = outcome !== 'all' || search.typed !== '';
  const showAll = () => {
    search.type('');
    setParams(() => new URLSearchParams());
  };
  return (
    <Page title={flows.title} description={flows.description} actions={<ImportFlow />}>
      <div className="flex flex-col gap-4">
        <FilterBar outcome={outcome} search={search} note={`${rows.length}${hasMore ? '+' : ''}`} />
        <LiveRegion>{isFiltered && !isPending ? flows.found(rows.length, hasMore) : ''}</LiveRegion>
        <FlowResults found={found} isFiltered={isFiltered} onShowAll={showAll} />
      </div>
    </Page>
  );
};
