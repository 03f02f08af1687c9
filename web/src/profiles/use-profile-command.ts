import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/api-context.tsx';
import type { ApiClient } from '../api/client.ts';
import { refreshProfiles } from '../api/profiles.ts';

/** Does something to a profile, then has the list look again. */
export const useProfileCommand = <Input, Answer>(
  act: (api: ApiClient, input: Input) => Promise<Answer>,
  onDone?: (answer: Answer, input: Input) => void,
) => {
  const api = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => act(api, input),
    onSuccess: async (answer, input) => {
      await refreshProfiles(cache);
      onDone?.(answer, input);
    },
  });
};
