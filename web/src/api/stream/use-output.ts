import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useApi } from '../api-context.tsx';
import { createOutputLog, type OutputState } from './output-log.ts';
import { readLog } from './read-log.ts';
import { useStream } from './stream-context.tsx';
import { useFlow } from './use-flow.ts';

/** The output of an install's latest attempt: what was written before, then what is written while it runs. */
export const useOutput = (flow: string, item: string): OutputState => {
  const api = useApi();
  const stream = useStream();
  const { data } = useFlow(flow);
  const isAwaited = data?.items.some(({ id, endedAt }) => id === item && endedAt === undefined) ?? false;
  const log = useMemo(
    () => createOutputLog({ flow, item, stream, read: (after, signal) => readLog(api, { flow, item, after, signal }) }),
    [api, stream, flow, item],
  );
  useEffect(() => log.start(), [log]);
  useEffect(() => (isAwaited ? stream.wantOutput(flow) : undefined), [isAwaited, stream, flow]);
  return useSyncExternalStore(log.onChange, log.state);
};
