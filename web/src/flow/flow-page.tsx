import { useParams } from 'wouter';
import { useFlow } from '../api/stream/use-flow.ts';
import { PageFrame } from '../shell/page.tsx';
import { Announcer } from './announcer.tsx';
import { ConnectionBadge } from './connection-badge.tsx';
import { FlowContents } from './flow-contents.tsx';
import { FlowLoading } from './flow-loading.tsx';
import { FlowMissing } from './flow-missing.tsx';
import { toTabTitle } from './headline.ts';
import { isImported } from './item-facts.ts';
import { useClockSkew } from './live/use-clock-skew.ts';
import { useLiveOutput } from './live/use-live-output.ts';
import { useFlowCommands } from './use-flow-commands.ts';
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
