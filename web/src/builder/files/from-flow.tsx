import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from '../../navigation/use-search-params.ts';
import type { FlowView } from '../../../../src/machines/flow/view.ts';
import { useApi } from '../../api/api-context.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { slotsOf } from '../secrets.ts';
import { toDraft } from '../to-draft.ts';
import { ReplaceDraft } from './replace-draft.tsx';

/** Opens the plan of the flow that `?from=` names, to create it again with changes. */
export const FromFlow = () => {
  const [search, setSearch] = useSearchParams();
  const id = search.get('from');
  if (id === null) return null;
  const forget = () =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete('from');
        return after;
      },
      { replace: true },
    );
  return <OpenFlow id={id} onDone={forget} />;
};

const OpenFlow = ({ id, onDone }: Readonly<{ id: string; onDone: () => void }>) => {
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: ['plan-of-flow', id],
    queryFn: ({ signal }) => api.get<FlowView>(`/api/flows/${encodeURIComponent(id)}`, { signal }),
  });
  const opened = useMemo(() => {
    if (data === undefined) return null;
    const { draft } = toDraft(data.plan);
    return { draft, secrets: {}, given: slotsOf(draft) };
  }, [data]);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return opened && <ReplaceDraft opened={opened} source={opened.draft.identity.name} onDone={onDone} />;
};
