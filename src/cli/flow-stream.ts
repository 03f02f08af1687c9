import { setTimeout as sleep } from 'node:timers/promises';
import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { z } from 'zod';
import { CliError, toMessage } from './cli-error.ts';
import { type Client, toRefusal } from './client.ts';
import { type FlowSummaryWire, outputSchema, snapshotSchema, transitionSchema, type TransitionWire } from './wire.ts';

/** What a stream says. `flow` is null in the snapshot of all flows, whose place alone matters. `waiting`, once a reason: the connection was cut and is tried again. `raw` is the data as it came. */
export type StreamEvent =
  | Readonly<{ kind: 'transition'; id: number; transition: TransitionWire; raw: string }>
  | Readonly<{ kind: 'snapshot'; id: number; flow: FlowSummaryWire | null; raw: string }>
  | Readonly<{ kind: 'output'; output: z.infer<typeof outputSchema>; raw: string }>
  | Readonly<{ kind: 'end'; raw: string }>
  | Readonly<{ kind: 'waiting'; reason: string }>;

export type StreamOptions = Readonly<{
  /** Cursor to go on from; null = a snapshot first, then live. */
  after: number | null;
  signal: AbortSignal;
  /** First pause after a cut, doubled each time up to `mostMs`, with jitter. Default 200 and 3000. */
  firstMs?: number;
  mostMs?: number;
  /** How long without a connection before it is given up; default 60 000. */
  patienceMs?: number;
}>;

/** Reads a stream to its end, over cuts, each id once and in order; ends quietly when aborted. */
export async function* readStream(client: Client, path: string, options: StreamOptions): AsyncGenerator<StreamEvent> {
  const { signal, firstMs = 200, mostMs = 3000, patienceMs = 60_000 } = options;
  const cursor: Cursor = { last: options.after };
  let pauseMs = firstMs;
  let heardAt = performance.now();
  let said = '';
  while (!signal.aborted) {
    let reason = 'the connection was cut';
    try {
      const response = await open(client, path, cursor.last, signal);
      if (response === null) return;
      try {
        for await (const event of readEvents(response, cursor, signal)) {
          pauseMs = firstMs;
          said = '';
          yield event;
          if (event.kind === 'end') return;
        }
      } finally {
        heardAt = performance.now();
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof CliError) throw error;
      reason = toMessage(error);
    }
    if (performance.now() - heardAt > patienceMs)
      throw new CliError(`The server has not answered for ${Math.round(patienceMs / 1000)} s: ${reason}.`);
    if (reason !== said) yield { kind: 'waiting', reason };
    said = reason;
    await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
    pauseMs = Math.min(pauseMs * 2, mostMs);
  }
}

type Cursor = { last: number | null };

/** null = the flow is settled and the cursor is at its head: there is nothing to wait for. */
const open = async (
  client: Client,
  path: string,
  last: number | null,
  signal: AbortSignal,
): Promise<Response | null> => {
  const cursor: Record<string, string> = last === null ? {} : { 'last-event-id': String(last) };
  const response = await client.fetch(path, { headers: { accept: 'text/event-stream', ...cursor }, signal });
  if (response.status === 204) return null;
  if (response.status >= 500 || response.status === 429) throw new Error(`the server answered ${response.status}`);
  if (!response.ok) throw await toRefusal(response, path);
  return response;
};

async function* readEvents(response: Response, cursor: Cursor, signal: AbortSignal): AsyncGenerator<StreamEvent> {
  if (response.body === null) return;
  // An embedded application's body does not know the signal of the request.
  const messages = response.body
    .pipeThrough(new TextDecoderStream(), { signal })
    .pipeThrough(new EventSourceParserStream());
  for await (const message of messages) {
    const event = toStreamEvent(message);
    if (event === null) continue;
    if (event.kind === 'transition' && cursor.last !== null && event.id <= cursor.last) continue;
    if (event.kind === 'transition' || event.kind === 'snapshot') cursor.last = event.id;
    yield event;
  }
}

/** null for kinds this version does not know. */
const toStreamEvent = ({ event, id, data: raw }: EventSourceMessage): StreamEvent | null => {
  const data: unknown = JSON.parse(raw);
  if (event === 'transition')
    return { kind: 'transition', id: Number(id), transition: read(transitionSchema, data), raw };
  if (event === 'snapshot')
    return { kind: 'snapshot', id: Number(id), flow: snapshotSchema.safeParse(data).data?.flow ?? null, raw };
  if (event === 'output') return { kind: 'output', output: read(outputSchema, data), raw };
  return event === 'end' ? { kind: 'end', raw } : null;
};

const read = <T extends z.ZodType>(schema: T, data: unknown): z.infer<T> => {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new CliError(`The stream says something this version does not understand: ${z.prettifyError(parsed.error)}`);
};
