import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/api-context.tsx';
import { allProfiles } from '../api/profiles.ts';
import { useFlows } from '../api/stream/use-flows.ts';
import type { Known } from './validity/field-error.ts';

const LOOK_AGAIN_MS = 10_000;

/** What is on the machine already, looked at again as long as the builder is open. */
export const useKnown = (): Known => {
  const api = useApi();
  const { data: profiles } = useQuery({ ...allProfiles(api), refetchInterval: LOOK_AGAIN_MS });
  const { data: list } = useFlows();
  const creating = (list?.flows ?? []).filter(({ outcome }) => outcome === null);
  return {
    profiles: profiles?.map(({ name }) => name) ?? null,
    creating: Object.fromEntries(creating.map(({ profile, id }) => [profile, id])),
  };
};
