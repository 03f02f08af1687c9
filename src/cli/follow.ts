import type { Client } from './client.ts';
import { readStream } from './flow-stream.ts';
import { countSignals, type Io } from './io.ts';
import { exitCodes } from './exit-code.ts';
import { type LiveFlow, withTransition } from './progress/live-flow.ts';
import type { Progress } from './progress/progress.ts';

export type Followed = Readonly<{ interrupted: boolean; flow: LiveFlow }>;

/** Shows a flow until it is at rest or the user stops watching: the first signal ends the watching, the second the program. */
export const follow = async (
  { io, client, progress }: { io: Io; client: Client; progress: Progress },
  start: LiveFlow,
  after: number | null,
): Promise<Followed> => {
  const stop = new AbortController();
  const signals = countSignals(io, (count) => {
    if (count > 1) return io.exit(exitCodes.interrupted);
    progress.say(farewell(client, start.id));
    stop.abort();
  });
  let flow = start;
  try {
    for await (const event of readStream(client, `/api/flows/${encodeURIComponent(start.id)}/stream`, {
      after,
      signal: stop.signal,
    })) {
      if (event.kind === 'snapshot' && event.flow !== null) flow = event.flow;
      if (event.kind === 'transition') flow = withTransition(flow, event.transition);
      progress.show(event, flow);
    }
  } finally {
    signals.stop();
    progress.close();
  }
  return { interrupted: stop.signal.aborted, flow };
};

const farewell = ({ where }: Client, id: string): string =>
  where.kind === 'owner'
    ? `Stopped watching. The flow goes on in the server (pid ${where.pid}); "watch ${id}" shows it again, "cancel ${id}" stops it.`
    : `Stopped watching. Installs that run go on; the next command or server for this data directory picks the flow up ("watch ${id}").`;
