import type { UseQueryResult } from '@tanstack/react-query';
import type { RefObject } from 'react';
import type { VListHandle } from 'virtua';
import type { ModelOptions } from '../../api/models.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useBuilder } from '../use-builder.tsx';
import { boxClass, ModelBox } from './model-box.tsx';
import type { ModelFilter, ModelRow } from './model-list.ts';
import { NoModels } from './no-models.tsx';
import { accessOf } from './provider-access.ts';

type Props = Readonly<{
  query: UseQueryResult<ModelOptions>;
  rows: readonly ModelRow[];
  filter: ModelFilter;
  name: string;
  chosen: string;
  list: RefObject<VListHandle | null>;
  onPick: (key: string) => void;
  onType: (model: Readonly<{ provider: string; model: string; baseUrl: string }>) => void;
}>;

/** The list of models, what stands in its place while it is loaded, or why there is none. */
export const ModelListing = ({ query, rows, filter, name, chosen, list, onPick, onType }: Props) => {
  const { draft, secrets } = useBuilder();
  const { data, error, isPending, refetch } = query;
  const { clone } = draft.identity;
  if (isPending) return <Skeleton className={`${boxClass} rounded-xl`} />;
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (rows.length === 0) return <NoModels filter={filter} providers={data.providers} onType={onType} />;
  return (
    <div data-list>
      <ModelBox
        {...{ rows, name, chosen, list }}
        accessOf={(provider) => accessOf(provider, { clone, env: draft.env }, secrets)}
        onChoose={({ key }) => onPick(key)}
      />
    </div>
  );
};
