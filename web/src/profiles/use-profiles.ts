import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/api-context.tsx';
import { activeProfile, allProfiles, refreshProfiles } from '../api/profiles.ts';
import { useFrames } from '../api/stream/use-frames.ts';

/** The profiles, looked at again whenever a flow made one, or ended. */
export const useProfiles = () => {
  const api = useApi();
  const cache = useQueryClient();
  useFrames((frames) => {
    if (frames.some(({ type, outcome }) => type === 'identity.created' || outcome !== null))
      void refreshProfiles(cache);
  });
  const active = useQuery(activeProfile(api)).data;
  return { ...useQuery(allProfiles(api)), active };
};
