import { usageError } from '../cli-error.ts';
import { type Client, get } from '../client.ts';
import { readStream } from '../flow-stream.ts';
import { exitCodes } from '../exit-code.ts';
import { countSignals, printLines } from '../io.ts';
import { plainText } from '../plain-text.ts';
import { toTransitionLine } from '../progress/line-progress.ts';
import { type Session, withClient } from '../session.ts';
import { flowViewSchema } from '../wire.ts';
import { showToEnd } from './create.ts';

/** Shows one flow live until it is at rest, or all flows until interrupted. `after` is a version, or a position for all. */
export const watch = async (session: Session, id: string | undefined, after: string | undefined): Promise<number> => {
  const cursor = readCursor(after);
  return await withClient(session, async (client) => {
    if (id === undefined) return await watchAll(session, client, cursor);
    const flow = await get(client, `/api/flows/${encodeURIComponent(id)}`, flowViewSchema);
    return await showToEnd(session, client, flow, cursor ?? (session.io.stdout.isTTY ? flow.version : 0));
  });
};

const readCursor = (after: string | undefined): number | null => {
  if (after === undefined) return null;
  if (/^\d{1,15}$/.test(after)) return Number(after);
  throw usageError(`--after is "${after}": give a version, 0 for the beginning.`);
};

const watchAll = async ({ io, json }: Session, client: Client, after: number | null): Promise<number> => {
  const stop = new AbortController();
  const signals = countSignals(io, (count) => (count > 1 ? io.exit(exitCodes.interrupted) : stop.abort()));
  try {
    for await (const event of readStream(client, '/api/stream', { after, signal: stop.signal })) {
      if (event.kind === 'waiting') io.stderr.write(`waiting: ${plainText(event.reason)}\n`);
      if (event.kind === 'transition')
        printLines(io, json ? event.raw : `${event.transition.flow}  ${toTransitionLine(event.transition)}`);
    }
  } finally {
    signals.stop();
  }
  return exitCodes.complete;
};
