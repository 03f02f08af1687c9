import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use } from 'react';
import type * as z from 'zod/mini';
import type { previewSchema } from '../../../../src/http/preview-schema.ts';
import { parseProfileName } from '../../../../src/machines/flow/profile-name.ts';
import { useApi } from '../../api/api-context.tsx';
import { toPlan } from '../to-plan.ts';
import { useBuilder } from '../use-builder.tsx';
import { useSettled } from './use-settled.ts';

export type Preview = z.infer<typeof previewSchema>;
export type FilePreview = Preview['files'][number];

/** What a create would do now, as the server tells it. */
export type Blueprint = Readonly<{
  /** The last answer there was; null without a name a profile can have. */
  preview: Preview | null;
  /** It belongs to the draft of a moment ago: another one is on its way. */
  isStale: boolean;
  error: Error | null;
  refetch: () => void;
}>;

const BlueprintContext = createContext<Blueprint | null>(null);

/** The blueprint of the draft. */
export const useBlueprint = (): Blueprint => {
  const blueprint = use(BlueprintContext);
  if (blueprint === null) throw new Error('useBlueprint() needs a <BlueprintProvider> around it.');
  return blueprint;
};

/** Long enough not to ask at every key, short enough to follow a click at once. */
const SETTLED_MS = 120;

/** Asks the server what the draft would become whenever it changes; an answer that comes too late is not taken. */
export const BlueprintProvider = ({ children }: Readonly<{ children: ReactNode }>) => {
  const api = useApi();
  const { draft, secrets } = useBuilder();
  const hasName = parseProfileName(draft.identity.name).ok;
  const plan = hasName ? JSON.stringify(toPlan(draft, secrets)) : null;
  const settled = useSettled(plan, SETTLED_MS);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['preview', settled],
    queryFn: ({ signal }) => {
      const body: unknown = JSON.parse(settled ?? '');
      return api.send<Preview>('POST', '/api/flows/preview', { body, signal });
    },
    enabled: hasName && settled !== null,
    placeholderData: keepPreviousData,
    // A key of the query holds the plan with its secrets: not longer than it is looked at.
    gcTime: 0,
  });
  const blueprint: Blueprint = {
    preview: hasName ? (data ?? null) : null,
    isStale: hasName && (isFetching || plan !== settled),
    error,
    refetch: () => void refetch(),
  };
  return <BlueprintContext value={blueprint}>{children}</BlueprintContext>;
};
