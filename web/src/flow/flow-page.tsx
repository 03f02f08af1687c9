import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams } from 'wouter';
import type { FlowView } from '../../../src/machines/flow/view.ts';
import { useApi } from '../api/api-context.tsx';
import { rememberFlow } from '../api/stream/flow-queries.ts';
import { useFlow } from '../api/stream/use-flow.ts';
import { newKey } from '../builder/new-key.ts';
import { PageFrame } from '../shell/page.tsx';
import { Announcer } from './announcer.tsx';
import { createSendCommand, MovedOn } from './commands.ts';
import { ConnectionBadge } from './connection-badge.tsx';
import { FlowContents } from './flow-contents.tsx';
import { FlowLoading } from './flow-loading.tsx';
import { FlowMissing } from './flow-missing.tsx';
import { toTabTitle } from './headline.ts';
import { isImported } from './item-facts.ts';
import { useClockSkew } from './live/use-clock-skew.ts';
import { useLiveOutput } from './live/use-live-output.ts';
import type { FlowCommands } from './use-command.ts';
import { useFlowText } from './use-flow-text.ts';

/** One flow as it happens, and what came of it. */
export const FlowPage = () => {
  const { id = '' } = useParams();
  // A page of its own for each flow: what was opened and typed belongs to one.
  return <OneFlow key={id} id={id} />;
};

const OneFlow = ({ id }: Readonly<{ id: string }>) => {
  const flow = useFlowText();
  const { data: view, error, refetch } = useFlow(id);
  const commands = useFlowCommands(view);
  const output = useLiveOutput(id);
  const clockSkewMs = useClockSkew();
  if (!view) return error ? <FlowMissing error={error} onRetry={() => void refetch()} /> : <FlowLoading />;
  const isRunning = view.outcome === null && !isImported(view);
  return (
    <PageFrame documentTitle={toTabTitle(view, flow)}>
      <FlowContents
        {...{ view, commands, output, clockSkewMs }}
        isLive={isRunning}
        connection={isRunning && <ConnectionBadge />}
      />
      <Announcer view={view} />
    </PageFrame>
  );
};

/** Commands on the flow that is shown; what they make of it is shown at once. */
const useFlowCommands = (view: FlowView | undefined): FlowCommands => {
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
