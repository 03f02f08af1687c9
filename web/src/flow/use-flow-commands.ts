import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { useApi } from '../api/api-context.tsx';
import { rememberFlow } from '../api/stream/flow-queries.ts';
import { newKey } from '../builder/new-key.ts';
import { createSendCommand, MovedOn } from './commands.ts';
import type { FlowCommands } from './use-command.ts';

/** Commands on the flow that is shown; what they make of it is shown at once. */
export const useFlowCommands = (view: FlowView | undefined): FlowCommands => {
  const api = useApi();
  const cache = useQueryClient();
  const send = useMemo(() => createSendCommand(api, newKey), [api]);
  return async (command) => {
    if (!view) return;
    try {
      rememberFlow(cache, await send(view, command));
    } catch (error) {
      if (error instanceof MovedOn) rememberFlow(cache, error.view);
      throw error;
    }
  };
};
